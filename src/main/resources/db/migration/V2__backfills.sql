-- Which accounts have had all fills and settlements of their past written once.
CREATE TABLE backfills (
    user_id      uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    completed_at timestamptz NOT NULL
);
