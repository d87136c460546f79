package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.engine.AccountEngine;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** All readers of an account share an encoder, as long as its engine runs. */
class ReadableAccountsTest extends StreamFixture {

  @Test
  void theEncoderIsLetGoWithItsEngine() {
    ReadableAccounts accounts =
        new ReadableAccounts(null, null, Clock.systemUTC(), OpenStreamsTest.config());
    AccountEngine engine = account.engine();
    accounts.onStarted(new AccountEngine.Started(engine));
    AccountEncoder shared = accounts.encoder(engine);
    assertThat(accounts.encoder(engine)).isSameAs(shared);

    account.stop();

    assertThat(accounts.encoder(engine)).isNotSameAs(shared);
  }
}
