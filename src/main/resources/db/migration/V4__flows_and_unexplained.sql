-- Deposits and withdrawals are no profit, and what else moves the cash is shown.
ALTER TABLE portfolio_cache
  ADD COLUMN day_flows   bigint NOT NULL DEFAULT 0,
  ADD COLUMN known_flows text[],
  ADD COLUMN base        bigint,
  ADD COLUMN flows       bigint NOT NULL DEFAULT 0,
  ADD COLUMN unexplained bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN portfolio_cache.day_base IS '10^-6 dollars: total value at day_since.';
COMMENT ON COLUMN portfolio_cache.day_flows IS '10^-6 dollars that came in since day_since, less what went out.';
COMMENT ON COLUMN portfolio_cache.known_flows IS 'Ids of those that the cash holds; NULL: not known.';
COMMENT ON COLUMN portfolio_cache.base IS
  '10^-6 dollars: cash + cost - realized + fees when it was first known.';
COMMENT ON COLUMN portfolio_cache.flows IS '10^-6 dollars that came in since then, less what went out.';
COMMENT ON COLUMN portfolio_cache.unexplained IS
  '10^-6 dollars that the cash moved by since then without trading and flows.';

-- From one row to the next: total_value moves by realized + unrealized - fees + flows + unexplained.
ALTER TABLE equity
  ADD COLUMN unrealized  bigint,
  ADD COLUMN flows       bigint,
  ADD COLUMN unexplained bigint;
COMMENT ON TABLE equity IS
  'What the account was worth: at each fact, and in a row at the start of each minute its newest value. Amounts 10^-6 dollars.';
COMMENT ON COLUMN equity.unrealized IS 'positions_value less what the positions cost.';
COMMENT ON COLUMN equity.flows IS 'Came in since the account is known, less what went out.';
COMMENT ON COLUMN equity.unexplained IS
  'What is left; may be what a reading met half-way, which the next one takes back.';
