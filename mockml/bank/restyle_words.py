"""Names that another author might have chosen: for what a reference calls its variables and helpers."""

from __future__ import annotations

# Each line: a name, and what others call the same thing.
LOCALS = """
area: auc surface integral
array: given values_ item
batch: chunk minibatch block
best: top_so_far lowest record
bias: b0 intercept offset
centroids: centers means mu
chosen: picked taken which
column: col index pos
count: freq bag occurrences
counts: tally hist freqs
cut: pos where_ spot
d: width n_cols dim
dbeta: grad_beta db g_beta
dgamma: grad_gamma dg g_gamma
difference: diff delta gap
distances: dist d2 far
document: doc text line
dtype: kind_ number_type dt
dw: grad_w dW g
dx: grad_x gx dX
dx_hat: grad_hat gh dhat
dz1: delta1 d_hidden back1
dz2: delta2 d_out back2
df: doc_freq n_docs_with seen_in
error: err diff_ off_by
every: all_of_them full pool
false_negative: fn misses missed
false_positive: fp alarms false_alarms
feature: col_no f column_no
first: a_cut lo cut1
found: result answer winner
goes_left: mask_left below is_left
grad: g dLdp derivative
gradient: grad_w g step_dir
group: inverse bin_no which_one
hidden: act h_out layer1
i: row_no r_no ix
idf: rarity inv_freq scarce
impurity: cost crit gini_sum
j: c cluster_no g_no
kept: good_ones remaining ok
label: cls klass category
labels: assign owner idx
least: lowest_ floor_ minimum
left: lower_part lo_side head_
loss: value_ total_loss ce
losses: history curve log_
matrix: table cm grid
mean: mu_b avg centre
members: points own_points pts
moved: new_centers updated fresh
n: m size_ how_many
n_features: p_dim n_cols d_in
n_negative: neg n_neg zeros_
n_positive: pos_count n_pos ones_
n_samples: m_rows n_rows m
name: key_ attr label_
node: cur here branch
norms: lengths_ sizes_ length
number: no_ part_no k_
offsets: shifts deltas diffs
old: before prior last_
onehot: indicators Y_hot targets
order: sorted_idx perm ranking
other: second_one rest_of that
own: mine self_part of_it
p: probs prob phat
part: bucket assigned split_no
positive: is_pos pos_mask hit
precision: prec ppv purity
predicted: pred guess yhat
previous: before_ last prior_
r: rates shares_ fraction
ranks: place mid_ranks position
recall: rec tpr found_share
residual: resid err_ r_
rest: remainder leftover others_
right: upper_part hi_side tail_
rng: gen random_state rand
row: line_no r_ at_row
scored: with_scores pairs_ ranked
scores: logits sim raw
second: b_cut hi cut2
shift: movement change step_size
side: mask_ rows_of half
sides: children kids halves
sizes: n_left below_n lens
slope: deriv dphi local_grad
small: e expo decay
split: choice cut_found best_cut
std: sigma scale_ dev
step: update_ delta_w move
t: time_ tick_ iter_no
term: word token w
terms: words tokens vocab_list
test: held_out te third
tf: freq_table tf_mat occurrences_
threshold: thr t_val boundary
times: n_times how_often k_times
top: peak largest mx
total: sum_all full_sum whole_
true_positive: tp hits both_one
truth: actual true_ gold
val: dev va middle
values: vals sorted_x xs
var: sig2 s2 spread
vocabulary: index_of vocab columns_
weights: w_ coef wts
whole: of_all denom complete
wins: u_stat pairs_won above
x_hat: normed xn z_scored
z: logit a_in pre
"""
HELPERS = """
best_split: find_cut search_split pick_split
column: as_col to_2d vertical
gini: gini_index impurity_of node_cost
nearest: assign_points closest find_owner
ratio: safe_div frac div0
shares: class_probs proportions freqs_of
shifted: centered minus_max stabilise
sigmoid: sigm logistic expit_
"""
# For what is not above.
ANY = """
    acc aux base_ block buf cell chunk_ cur_ data_ elem entry extra_ field_ fill_ flag_ fresh_ grp held inner_ item_
    kept_ level_ line_ lot mid note_ obj_ outer_ pack pair_ piece_ pos_ prev_ quant rec_ ref_ res run_ seq slot_ spec_
    st tab_ temp_ tmp unit_ upd val_ vec work_
"""
ANY_HELPERS = "_aux _calc _core _impl _inner _make _prep _run _step _sub _util"


def alternatives(lines: str) -> dict[str, list[str]]:
    """The names by the one that they stand in for."""
    rows = (line.split(":") for line in lines.strip().splitlines())
    return {name.strip(): words.split() for name, words in rows}
