-- Where two sources told an account differently, and what made them agree again.
CREATE TABLE drift (
  user_id    uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source     text        NOT NULL CHECK (source IN ('STREAM_VS_REST', 'REST_VS_FILLS')),
  field      text        NOT NULL,
  ticker     text        NOT NULL,
  subject    text        NOT NULL,
  since      timestamptz NOT NULL,
  ours       text        NOT NULL,
  theirs     text        NOT NULL,
  healed_at  timestamptz,
  healed_how text,
  PRIMARY KEY (user_id, source, field, ticker, subject, since),
  CHECK ((healed_at IS NULL) = (healed_how IS NULL))
);
CREATE INDEX drift_by_time ON drift (user_id, since);
COMMENT ON TABLE drift IS 'Differences found, open and healed; the newest ones of each account.';
COMMENT ON COLUMN drift.ticker IS 'Empty for the cash.';
COMMENT ON COLUMN drift.subject IS 'Trade id of a missed fill, else empty.';
COMMENT ON COLUMN drift.ours IS
  'What we had: contracts, dollars, a phase or a trade id, as text; empty when nothing.';
COMMENT ON COLUMN drift.theirs IS 'What the exchange said, in the same unit.';
