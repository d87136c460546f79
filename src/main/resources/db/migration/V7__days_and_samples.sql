-- What was sampled says of which instant it is, and what today is measured against can be checked.
--
-- A day that began before this cannot be held against flows that are told late: it begins anew.
ALTER TABLE portfolio_cache
  ADD COLUMN day_untold bigint NOT NULL DEFAULT 0,
  ADD COLUMN day_agreed bigint;
COMMENT ON COLUMN portfolio_cache.day_untold IS
  '10^-6 dollars that day_base holds although no deposit or withdrawal that was told explains it.';
COMMENT ON COLUMN portfolio_cache.day_agreed IS
  '10^-6 dollars: cash + cost - realized + fees when they were told last; NULL: no day is remembered.';

-- A row is of the instant it is stamped with: at a fact for ever, else the newest of its minute. What
-- was stamped with the start of its minute held at the end of it.
ALTER TABLE equity
  ADD COLUMN at_fact boolean NOT NULL DEFAULT false;
UPDATE equity SET at_fact = true WHERE at <> date_trunc('minute', at);
UPDATE equity SET at = least(at + interval '59.999999 seconds', now())
WHERE NOT at_fact AND NOT EXISTS (
  SELECT 1 FROM equity later WHERE later.user_id = equity.user_id
    AND later.at = least(equity.at + interval '59.999999 seconds', now()));
COMMENT ON TABLE equity IS
  'What the account was worth: after each fact, and of each minute the newest value. Amounts 10^-6 dollars.';
COMMENT ON COLUMN equity.at IS 'The instant that the figures are of.';
COMMENT ON COLUMN equity.at_fact IS 'A fill, a settlement, a deposit or a withdrawal made them so.';

CREATE TABLE watched (
  user_id uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  since   timestamptz NOT NULL,
  until   timestamptz NOT NULL,
  PRIMARY KEY (user_id, since)
);
COMMENT ON TABLE watched IS
  'When an account''s line held: outside of it a sample says nothing, as nobody looked.';
COMMENT ON COLUMN watched.until IS 'The newest look; moved on with each.';

-- Which rows of the exchange were not understood: one that is shown again counts once.
CREATE TABLE unreadable_rows (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind    text NOT NULL CHECK (kind IN ('FILLS', 'SETTLEMENTS', 'FLOWS')),
  row_id  text NOT NULL,
  PRIMARY KEY (user_id, kind, row_id)
);
COMMENT ON TABLE unreadable_rows IS
  'Rows of the exchange that were shown and not understood, until they are.';
COMMENT ON COLUMN unreadable_rows.row_id IS 'Trade id, ticker or id of the transfer.';
-- What was only counted until now is read once more at the next start, as the count says.
COMMENT ON COLUMN backfills.unreadable IS 'Rows that were shown and not understood: how many there are.';
