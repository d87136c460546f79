-- How much of an account's past has been read, and money that came in and went out.
--
-- Archived fills were not read before, so nothing that was complete then still is.
DROP TABLE backfills;

CREATE TABLE backfills (
  user_id    uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind       text        NOT NULL CHECK (kind IN ('FILLS', 'SETTLEMENTS', 'FLOWS')),
  state      text        NOT NULL CHECK (state IN ('RUNNING', 'COMPLETE', 'FAILED', 'NOT_AVAILABLE')),
  reason     text,
  read_all   boolean     NOT NULL DEFAULT false,
  reached    timestamptz,
  gap_from   timestamptz,
  gaps       bigint      NOT NULL DEFAULT 0,
  unreadable bigint      NOT NULL DEFAULT 0,
  cutoff     timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, kind)
);
COMMENT ON TABLE backfills IS
  'Reading an account''s past, newest first; written after each page, so that a restart goes on.';
COMMENT ON COLUMN backfills.reason IS 'Why it failed or is not available, for people.';
COMMENT ON COLUMN backfills.read_all IS 'The first reading has come to the end of what is shown.';
COMMENT ON COLUMN backfills.reached IS 'Until it has: everything from here on was read.';
COMMENT ON COLUMN backfills.gap_from IS
  'Something may have been missed since then, and is read again; NULL: nothing.';
COMMENT ON COLUMN backfills.gaps IS 'Counts the times that something may have been missed.';
COMMENT ON COLUMN backfills.unreadable IS 'Rows that were shown and not understood.';
COMMENT ON COLUMN backfills.cutoff IS 'Before it, fills are in the exchange''s archive.';

CREATE TABLE flows (
  user_id uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  flow_id text        NOT NULL,
  kind    text        NOT NULL CHECK (kind IN ('DEPOSIT', 'WITHDRAWAL')),
  amount  bigint      NOT NULL,
  fee     bigint      NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (user_id, flow_id)
);
CREATE INDEX flows_by_time ON flows (user_id, at);
COMMENT ON TABLE flows IS 'Deposits and withdrawals that reached the balance, once per id of the exchange.';
COMMENT ON COLUMN flows.kind IS 'By the sign: what is returned goes the other way.';
COMMENT ON COLUMN flows.amount IS '10^-6 dollars, what the balance moved by: + in, - out.';
COMMENT ON COLUMN flows.fee IS '10^-6 dollars, charged for it and not part of the amount.';
