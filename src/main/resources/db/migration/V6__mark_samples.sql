-- The market of each position held, at most once a minute: what a look at the past is marked with.
CREATE TABLE mark_samples (
  user_id          uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticker           text        NOT NULL,
  minute           timestamptz NOT NULL,
  at               timestamptz NOT NULL,
  yes_bid          int,
  yes_ask          int,
  last_price       int,
  settlement_value int,
  PRIMARY KEY (user_id, ticker, minute)
);
CREATE INDEX mark_samples_by_minute ON mark_samples (user_id, minute);
COMMENT ON TABLE mark_samples IS
  'Prices of held markets, a row for each minute in which one changed. 10^-4 dollars of YES.';
COMMENT ON COLUMN mark_samples.at IS 'From when on these prices held, by our clock.';
COMMENT ON COLUMN mark_samples.yes_bid IS 'NULL when nobody bids; yes_ask likewise.';
COMMENT ON COLUMN mark_samples.last_price IS 'NULL when it never traded.';
COMMENT ON COLUMN mark_samples.settlement_value IS 'What one YES will pay; NULL until determined.';
