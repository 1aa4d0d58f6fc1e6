-- The record as its first version made it, with a finished session, one killed before its result, and an open one.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    problem TEXT NOT NULL,
    seed INTEGER NOT NULL,
    rubric TEXT NOT NULL,
    file TEXT NOT NULL,
    plan TEXT NOT NULL,
    started_at REAL NOT NULL,
    last_seen REAL NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0,
    decision TEXT,
    score REAL
);
CREATE INDEX sessions_by_problem ON sessions (problem, id);
CREATE TABLE events (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at REAL NOT NULL,
    clock REAL NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (session, number)
) WITHOUT ROWID;
PRAGMA user_version = 1;
INSERT INTO sessions VALUES
    (1, 'uuid-1', 'kmeans', 7, 'four-signal', '/w/kmeans.py', '[["clarify", 300.0], ["code", 1500.0]]',
     1000.0, 2700.0, 1, 'no hire', 0.75),
    (2, 'uuid-2', 'tfidf', 8, 'four-signal', '/w/tfidf.py', '[]', 3000.0, 4000.0, 1, NULL, NULL),
    (3, 'uuid-3', 'kmeans', 9, 'four-signal', '/w/kmeans.py', '[]', 5000.0, 5100.0, 0, NULL, NULL);
INSERT INTO events VALUES
    (1, 1, 1000.0, 0.0, 'started', '{}'),
    (1, 2, 1700.0, 700.0, 'hinted', '{"number": 1}'),
    (1, 3, 2700.0, 1690.0, 'finished', '{"reason": "complete"}'),
    (3, 1, 5000.0, 0.0, 'asked', '{"text": "question 0"}');
