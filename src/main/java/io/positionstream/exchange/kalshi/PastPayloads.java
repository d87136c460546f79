package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Payloads.rowsOf;
import static io.positionstream.exchange.kalshi.Wire.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.positionstream.exchange.kalshi.Payloads.Page;
import io.positionstream.exchange.kalshi.Payloads.Reply;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REST payloads of an account's past that is no trading, by the rules of {@link Payloads}. */
@RegisterForReflection
final class PastPayloads {

  private PastPayloads() {}

  record Deposits(@Nullable String cursor, List<Transfer> deposits) implements Page<Transfer> {
    Deposits {
      deposits = rowsOf(deposits, "deposits");
    }

    @Override
    public List<Transfer> rows() {
      return deposits;
    }
  }

  record Withdrawals(@Nullable String cursor, List<Transfer> withdrawals)
      implements Page<Transfer> {
    Withdrawals {
      withdrawals = rowsOf(withdrawals, "withdrawals");
    }

    @Override
    public List<Transfer> rows() {
      return withdrawals;
    }
  }

  /** A deposit or a withdrawal: both look alike, and neither has a sign. Times in seconds. */
  @JsonIgnoreProperties({"type"})
  record Transfer(
      String id,
      String status,
      Long amountCents,
      Long feeCents,
      Long createdTs,
      @Nullable Long finalizedTs) {
    Transfer {
      required(id, "id");
      required(status, "status");
      required(amountCents, "amount_cents");
      required(feeCents, "fee_cents");
      required(createdTs, "created_ts");
    }
  }

  /** Fills before this RFC 3339 time are archived. */
  @JsonIgnoreProperties({
    "market_positions_last_updated_ts",
    "market_settled_ts",
    "orders_updated_ts"
  })
  record Cutoff(String tradesCreatedTs) implements Reply {
    Cutoff {
      required(tradesCreatedTs, "trades_created_ts");
    }
  }
}
