-- Accounts, their sessions and keys, the cache that is served before the exchange answers, and the
-- journal of facts.
--
-- Units: bigint amounts are 10^-6 dollars, int prices are 10^-4 dollars of the YES side, bigint
-- numbers of contracts are 10^-2 contracts, signed (+ YES, - NO). NULL is "unknown", never zero.

CREATE TABLE users (
  id               uuid        PRIMARY KEY,
  environment      text        NOT NULL,
  exchange_account text        NOT NULL,
  subaccount       int         NOT NULL CHECK (subaccount >= 0),
  created_at       timestamptz NOT NULL,
  UNIQUE (environment, exchange_account, subaccount)
);
COMMENT ON TABLE users IS 'One account at one environment of the exchange; the id is ours and random.';
COMMENT ON COLUMN users.exchange_account IS 'Keyed tag of the first key id seen of this account.';

CREATE TABLE user_credentials (
  id                uuid        PRIMARY KEY,
  user_id           uuid        NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
  encrypted_api_key text        NOT NULL,
  key_id_tag        text        NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL
);
COMMENT ON COLUMN user_credentials.encrypted_api_key IS
  'Key id, private key, environment and subaccount as one vault token (f1:<master key id>:<Fernet>).';
COMMENT ON COLUMN user_credentials.key_id_tag IS 'Keyed tag of the key id: finds a key without storing it.';

CREATE TABLE sessions (
  id         uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
COMMENT ON COLUMN sessions.expires_at IS 'Moves forward whenever the session is renewed.';

CREATE TABLE position_cache (
  user_id          uuid        NOT NULL REFERENCES user_credentials (user_id) ON DELETE CASCADE,
  ticker           text        NOT NULL,
  side             text        NOT NULL CHECK (side IN ('YES', 'NO')),
  quantity         numeric     NOT NULL,
  avg_entry_price  numeric     NOT NULL,
  current_price    numeric,
  contracts        bigint      NOT NULL,
  cost             bigint      NOT NULL,
  realized         bigint      NOT NULL,
  fees             bigint      NOT NULL,
  traded           bigint      NOT NULL,
  event_ticker     text        NOT NULL,
  market_title     text        NOT NULL,
  closes_at        timestamptz,
  expires_at       timestamptz,
  phase            text        NOT NULL CHECK (phase IN ('OPEN', 'CLOSED', 'DETERMINED')),
  settlement_value int,
  yes_bid          int         NOT NULL,
  yes_bid_size     bigint      NOT NULL,
  yes_ask          int         NOT NULL,
  yes_ask_size     bigint      NOT NULL,
  last_price       int         NOT NULL,
  quoted_at        timestamptz NOT NULL,
  last_mark        int,
  entry_time       timestamptz,
  updated_at       timestamptz NOT NULL,
  seq              bigint      NOT NULL,
  cached_at        timestamptz NOT NULL,
  PRIMARY KEY (user_id, ticker)
);
COMMENT ON TABLE position_cache IS
  'Newest known positions; goes with the stored key. A copy: the exchange is the ledger.';
COMMENT ON COLUMN position_cache.quantity IS 'Contracts held, always positive, for people who query.';
COMMENT ON COLUMN position_cache.avg_entry_price IS 'Cents of the side held.';
COMMENT ON COLUMN position_cache.current_price IS 'Cents of the side held; NULL without a usable mark.';
COMMENT ON COLUMN position_cache.contracts IS '10^-2 contracts, + YES, - NO.';
COMMENT ON COLUMN position_cache.cost IS '10^-6 dollars, what the open holding cost.';
COMMENT ON COLUMN position_cache.realized IS '10^-6 dollars.';
COMMENT ON COLUMN position_cache.fees IS '10^-6 dollars.';
COMMENT ON COLUMN position_cache.traded IS '10^-6 dollars.';
COMMENT ON COLUMN position_cache.settlement_value IS '10^-4 dollars of the YES side.';
COMMENT ON COLUMN position_cache.yes_bid IS '10^-4 dollars; sizes are 10^-2 contracts.';
COMMENT ON COLUMN position_cache.last_mark IS '10^-4 dollars of the side held.';
COMMENT ON COLUMN position_cache.seq IS 'Sequence number of the portfolio in which it last changed.';

CREATE TABLE portfolio_cache (
  user_id   uuid        PRIMARY KEY REFERENCES user_credentials (user_id) ON DELETE CASCADE,
  cash      bigint,
  realized  bigint      NOT NULL,
  fees      bigint      NOT NULL,
  day_since timestamptz,
  day_base  bigint,
  pnl_since timestamptz,
  cached_at timestamptz NOT NULL
);
COMMENT ON TABLE portfolio_cache IS 'Newest known totals, 10^-6 dollars; goes with the stored key.';
COMMENT ON COLUMN portfolio_cache.day_base IS
  '10^-6 dollars: total value at day_since, net of deposits and withdrawals.';

CREATE TABLE fills (
  user_id        uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  trade_id       text        NOT NULL,
  ticker         text        NOT NULL,
  side           text        NOT NULL CHECK (side IN ('YES', 'NO')),
  quantity       bigint      NOT NULL,
  yes_price      int         NOT NULL,
  fee            bigint      NOT NULL,
  is_taker       boolean     NOT NULL,
  position_after bigint,
  executed_at    timestamptz NOT NULL,
  PRIMARY KEY (user_id, trade_id)
);
CREATE INDEX fills_by_time ON fills (user_id, executed_at);
COMMENT ON TABLE fills IS 'Executions, once per trade id of the exchange.';
COMMENT ON COLUMN fills.side IS 'The side acquired.';
COMMENT ON COLUMN fills.quantity IS '10^-2 contracts, positive.';
COMMENT ON COLUMN fills.yes_price IS '10^-4 dollars.';
COMMENT ON COLUMN fills.fee IS '10^-6 dollars.';
COMMENT ON COLUMN fills.position_after IS '10^-2 contracts, signed; NULL when the exchange did not say.';

CREATE TABLE settlements (
  user_id          uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ticker           text        NOT NULL,
  result           text        NOT NULL,
  settlement_value int,
  contracts        bigint      NOT NULL,
  payout           bigint      NOT NULL,
  realized         bigint      NOT NULL,
  fees             bigint      NOT NULL,
  settled_at       timestamptz NOT NULL,
  PRIMARY KEY (user_id, ticker)
);
CREATE INDEX settlements_by_time ON settlements (user_id, settled_at);
COMMENT ON TABLE settlements IS 'Markets that paid out. Amounts 10^-6 dollars.';
COMMENT ON COLUMN settlements.settlement_value IS '10^-4 dollars of the YES side.';
COMMENT ON COLUMN settlements.contracts IS '10^-2 contracts held at settlement, + YES, - NO.';

CREATE TABLE equity (
  user_id         uuid        NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  at              timestamptz NOT NULL,
  total_value     bigint      NOT NULL,
  cash            bigint      NOT NULL,
  positions_value bigint      NOT NULL,
  realized        bigint      NOT NULL,
  fees            bigint      NOT NULL,
  PRIMARY KEY (user_id, at)
);
COMMENT ON TABLE equity IS 'What the account was worth over time, sampled. Amounts 10^-6 dollars.';
