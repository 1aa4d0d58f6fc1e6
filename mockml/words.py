"""Words brought to a common form: stop words, stems, and what candidates call by several names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"[a-z]+(?:_[a-z]+)*|\d+(?:\.\d+)?|[<>]=?")
COMMON = """
    a about actually again all also am an and another any anyone anything are as assume assumed assuming at be
    been being both but by call can case cases come comes could curious did do does doing done during each
    either even ever every expect expected for from get gets getting give given gives go going got guess had
    happen happens has have having he help here hm how i id if ill im imagine in into is it its itself ive
    just keep kind know let lets like ll made make makes matter may maybe me mean means might mind more must
    my need needed needs new now of off ok okay on one ones only or our out over please prefer preference
    preferred presume question quick re really right s say seem set shall should since so some something
    somewhere sort still such suppose supposed sure t take taken takes taking than that thats the their them
    then there these they thing things think this those though through thus to too true under up us use used
    using ve want wanted wants was way we well were what whatever whats when whenever where whether which
    while who whole why will wish with within wonder wondering would yes yet you your yours
"""
STOP = frozenset(COMMON.split())
# Each line: the common form, and what is brought to it.
ALIKE = """
init: initialise initialize initialised initialized initialization initialisation initial initially initializing
start: starting starts begin begins beginning seeding
scale: normalise normalize normalized normalised normalization normalisation standardize standardise standardized
scale: standardization scaled scaling rescale rescaled rescaling standardizing normalizing
stop: halt terminate termination converge converged convergence converges stopping stops terminates break
loss: mse cost objective losses error
zero: zeros zeroes zeroed 0
less: < <= below under lower
more: > >= above
tie: ties tied tiebreak tiebreaker
euclidean: euclidian l2
distance: metric distances manhattan l1 far closeness
point: observations observation samples sample rows row examples example instances instance datapoints points
point: records record
duplicate: identical repeated repeats duplicates repetition twice
raise: exception exceptions error errors valueerror throw raises throws complain assert raising
empty: nobody loses lose blank vacant
centre: center centers centres centroid centroids
mutate: overwrite modify modified mutated mutating inplace intact untouched alter altered change
mutate: unmodified unchanged overwritten
library: libraries sklearn scikit torch pytorch tensorflow pandas scipy package packages
library: module modules keras jax import imports
grade: graded grading assess assessed assessment judged judge evaluate evaluated evaluation marks marked scored scoring
shape: shapes dimension dimensions dims dimensional ndim axes axis
length: lengths long equally
type: types dtype dtypes float floats float16 float32 float64 int ints int32 integer integers
vectorize: vectorise vectorised vectorized vectorization vectorisation loops loop loopy
fast: speed performance quick quickly runtime efficient efficiency slow faster
time: deadline minutes hours clock
check: validate validation validated checks checking verify sanity guard
random: randomly randomness stochastic rng shuffle shuffled shuffling permutation permute
seed: seeded reproducible reproducibility deterministic determinism repeatable
probability: probabilities prob probs p proba
label: labels class classes target targets
category: categories categorical
column: columns feature features field fields variable variables
impute: imputed imputing imputation fill filled filling fills fillna gap gaps hole holes
indicator: indicators dummy dummies encode encoded encoding encoder hot
table: tables frame frames dataframe dataframes df
unseen: unknown unfamiliar
mode: modes frequent common frequency frequencies
token: tokens tokenize tokenise tokenizer tokenization term terms word words
document: documents doc docs text texts sentence sentences string strings
mean: average averaged averages averaging means
sum: summed sums total added adding add
gradient: gradients grad grads derivative derivatives differentiate
weight: weights params parameters parameter coefficients theta
bias: intercept biases
regularize: regularise regularizer regulariser regularization regularisation penalty ridge lasso lambda decay
epoch: epochs iterations iteration iters rounds steps step
missing: nan nans inf null nulls infinite
test: tests testing unittest unittests pytest
print: prints printed printing log logs logging verbose output plot plots
gpu: cuda hardware cpu machine laptop device
python: version language
comment: comments docstring docstrings hints annotations style polished readable clean naming
file: files folder module script notebook editor ide environment
mask: masked masks masking
lowercase: uppercase upper case-insensitive capital capitals capitalization
round: rounded rounding floor ceil truncate truncated
large: big huge larger millions million giant enormous
small: tiny little
negative: negatives minus
batch: batches minibatch minibatches mini
layer: layers hidden
order: ordering sorted sort ordered
same: equal equals match matching agree
threshold: cutoff cut boundary line decision
depth: level levels deep deeper
leaf: leaves node nodes
split: splits splitting
neighbour: neighbor neighbors neighbours nearest closest
infinite: unbounded
predict: prediction predictions predicts predicting inference predicted
train: fit fits fitting training trained trains
return: returns returned returning hand back output outputs
argument: arguments args kwargs signature keyword parameterised
single: lone one-off solitary only singleton once
"""
SAME = {word: line.split(":")[0] for line in ALIKE.strip().splitlines() for word in line.split(":")[1].split()}
ENDINGS = (
    "ization", "isation", "ations", "ation", "ings", "ing", "ments", "ment", "ness", "ies", "ied",
    "ed", "es", "s", "ly",
)  # fmt: skip
SHORTEST = 3
TOUCHED = 0.4  # of a point's words: from so many on it seems to be made


def stems(text: str) -> list[str]:
    """The words of a text that carry meaning, synonyms as one, in their order."""
    return [_common(word) for word in _words(text)]


def plain_stems(text: str) -> list[str]:
    """The words of a text that carry meaning, without their endings, in their order."""
    return [_stem(word) for word in _words(text)]


def touched(points: Sequence[str], said: Iterable[str]) -> list[int]:
    """The places of the points of which what was said has enough words, in any of its texts."""
    heard = {stem for text in said for stem in stems(text)}
    wanted = [set(stems(point)) for point in points]
    return [i for i, words in enumerate(wanted) if words and len(words & heard) >= TOUCHED * len(words)]


def _words(text: str) -> list[str]:
    words = WORD.findall(text.lower().replace("'", "").replace("-", " "))
    return [word for word in words if word not in STOP]


def _common(word: str) -> str:
    if word in SAME:
        return SAME[word]
    stem = _stem(word)
    return SAME.get(stem, stem)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return word[:-1] if word.endswith("e") and len(word) > SHORTEST + 1 else word
