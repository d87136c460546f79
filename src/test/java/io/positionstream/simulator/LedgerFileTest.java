package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
  private final TestFloor floor = new TestFloor();
  private final List<LedgerEntry> replayed = new ArrayList<>();
  @TempDir private Path home;

  @Test
  void replaysToTheStateThatWasLive() throws IOException {
    live();
    write(floor.entries);

    Books again = new Books();
    LedgerFile.open(path(), again::apply).close();

    Account before = floor.books.account("a").orElseThrow();
    Account after = again.account("a").orElseThrow();
    assertThat(after.cash()).isEqualTo(before.cash());
    assertThat(after.holdings()).isEqualTo(before.holdings());
    assertThat(after.fills()).isEqualTo(before.fills());
    assertThat(after.settlements()).isEqualTo(before.settlements());
    assertThat(after.transfers()).isEqualTo(before.transfers());
    assertThat(after.keys()).containsExactlyElementsOf(before.keys());
    assertThat(again.market(TestFloor.MARKET).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(floor.books.market(TestFloor.MARKET).orElseThrow());
    assertThat(again.events()).containsExactlyElementsOf(floor.books.events());
  }

  @Test
  void readsEveryKindOfEntryAsItWasWritten() throws IOException {
    live();
    write(floor.entries);

    LedgerFile.open(path(), replayed::add).close();

    assertThat(replayed).isEqualTo(floor.entries);
    assertThat(replayed.stream().map(Object::getClass).distinct())
        .hasSameSizeAs(LedgerEntry.class.getPermittedSubclasses());
  }

  @Test
  void readsOlderEntriesThatSayLess() throws IOException {
    String older =
        """
        {"type":"key_added","at":"2026-07-06T01:55:17Z","accountId":"a","keyId":"k","name":"n","publicKey":"p"}
        {"type":"cash_moved","at":"2026-07-06T01:55:18Z","accountId":"a","transferId":"t","amount":"25.000000"}
        """;
    Files.writeString(path(), older);

    LedgerFile.open(path(), replayed::add).close();

    assertThat(replayed)
        .containsExactly(
            new LedgerEntry.KeyAdded(
                Instant.parse("2026-07-06T01:55:17Z"),
                "a",
                "k",
                "n",
                "p",
                KeyType.RSA,
                AccessKey.READ_ONLY),
            new LedgerEntry.CashMoved(
                Instant.parse("2026-07-06T01:55:18Z"),
                "a",
                "t",
                Dollars.of("25"),
                0,
                CashKind.TRANSFER));
  }

  @Test
  void cutsOffATornLastLineAndGoesOn() throws IOException {
    floor.openAccount("a");
    write(floor.entries);
    Files.writeString(path(), "{\"type\":\"cash_mo", StandardOpenOption.APPEND);

    try (LedgerFile ledger = LedgerFile.open(path(), replayed::add)) {
      ledger.append(floor.entries.getFirst());
    }

    assertThat(Files.readAllLines(path())).hasSize(2).allMatch(line -> line.endsWith("}"));
    assertThat(replayed).hasSize(1);
  }

  @Test
  void refusesAWholeLineThatIsNoEntry() throws IOException {
    Files.writeString(path(), "nonsense\n");

    assertThatThrownBy(() -> LedgerFile.open(path(), replayed::add)).hasMessageContaining("line 1");
  }

  private void live() {
    Market market = floor.listMarket();
    Account account = floor.openAccount("a");
    floor.exchange.addKey(
        account, "k", "test", KeyType.RSA, RsaKeys.generate().getPublic(), AccessKey.READ_ONLY);
    floor.exchange.moveCash(account, Dollars.of("25"));
    floor.exchange.moveClose(market, floor.time.instant().plusSeconds(99));
    floor.exchange.quote(
        market,
        new Quote(
            Price.of("0.48"),
            Contracts.whole(5),
            Price.of("0.5"),
            Contracts.whole(6),
            Price.of("0.49")));
    floor.trade(account, Side.YES, "10", "0.48", "0.1");
    floor.trade(account, Side.NO, "3.5", "0.51", "0.1");
    floor.exchange.pause(market);
    floor.exchange.resume(market);
    floor.exchange.determine(market, new Verdict(Result.YES, Optional.of(Price.ONE)));
    floor.exchange.dispute(market);
    floor.exchange.amend(market, new Verdict(Result.SCALAR, Optional.of(Price.of("0.25"))));
    floor.exchange.settle(market);
    floor.exchange.moveCutoff(floor.time.instant());
  }

  private void write(List<LedgerEntry> entries) throws IOException {
    try (LedgerFile ledger = LedgerFile.open(path(), replayed::add)) {
      entries.forEach(ledger::append);
    }
  }

  private Path path() {
    return home.resolve("ledger.jsonl");
  }
}
