package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SettlementRowsTest {
  private final TestFloor floor = new TestFloor();
  private final Market market = floor.listMarket();
  private final Account account = floor.openAccount("a");

  @Test
  void showsAOneSidedWinner() {
    floor.trade(account, Side.YES, "15", "0.74", "0.2021");

    floor.finish(market, Result.YES, "1");

    JsonObject row = AccountJson.settlement(account.settlements().getFirst());
    assertThat(row.getString("market_result")).isEqualTo("yes");
    assertThat(row.getString("yes_count_fp")).isEqualTo("15.00");
    assertThat(row.getString("yes_total_cost_dollars")).isEqualTo("11.100000");
    assertThat(row.getString("no_count_fp")).isEqualTo("0.00");
    assertThat(row.getString("no_total_cost_dollars")).isEqualTo("0.000000");
    assertThat(row.getLong("revenue")).isEqualTo(1500);
    assertThat(row.getLong("value")).isEqualTo(100);
    assertThat(row.getString("fee_cost")).isEqualTo("0.202100");
  }

  @Test
  void showsGrossCountsAndNoRevenueWhenAllIsPaired() {
    floor.trade(account, Side.YES, "168", "0.50", "0");
    floor.trade(account, Side.NO, "168", "0.20", "0");

    floor.finish(market, Result.YES, "1");

    JsonObject row = AccountJson.settlement(account.settlements().getFirst());
    assertThat(row.getString("yes_count_fp")).isEqualTo("168.00");
    assertThat(row.getString("no_count_fp")).isEqualTo("168.00");
    assertThat(row.getLong("revenue")).isZero();
    assertThat(account.settlements().getFirst().realized().wire()).isEqualTo("-50.400000");
  }

  @Test
  void showsNoRevenueOfAHistoryWithBothSidesWhateverItPaid() {
    floor.trade(account, Side.YES, "100", "0.40", "0");
    floor.trade(account, Side.NO, "400", "0.40", "0");

    floor.finish(market, Result.SCALAR, "0.3333");

    JsonObject row = AccountJson.settlement(account.settlements().getFirst());
    assertThat(row.getLong("revenue")).isZero();
    assertThat(row.getLong("value")).isEqualTo(33);
    assertThat(account.settlements().getFirst().payout().wire()).isEqualTo("200.010000");
  }

  @Test
  void givesTheCostBackWhenTheMarketIsVoid() {
    floor.trade(account, Side.NO, "10", "0.40", "0.10");

    floor.finish(market, Result.VOID, "");

    JsonObject row = AccountJson.settlement(account.settlements().getFirst());
    assertThat(row.getString("market_result")).isEqualTo("scalar");
    assertThat(row.getValue("value")).isNull();
    assertThat(row.getLong("revenue")).isEqualTo(600);
    assertThat(account.cash().wireCash()).isEqualTo("999.9000");
  }

  @Test
  void leavesOutWhoNeverTraded() {
    floor.finish(market, Result.NO, "0");

    assertThat(account.settlements()).isEmpty();
  }

  @Test
  void closesBeforeItDeterminesAndRefusesTradesFromThen() {
    floor.exchange.close(market);

    assertThat(market.quote().bid()).isEqualTo(Price.ZERO);
    assertThat(market.quote().ask()).isEqualTo(Price.ONE);
    assertThatThrownBy(() -> floor.trade(account, Side.YES, "1", "0.5", "0"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closesByTheClock() {
    floor.time.advance(java.time.Duration.ofDays(1));

    floor.exchange.closeOverdue();

    assertThat(floor.exchange.status(market)).isEqualTo(MarketStatus.CLOSED);
  }
}
