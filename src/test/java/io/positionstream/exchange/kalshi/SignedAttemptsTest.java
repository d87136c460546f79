package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is signed, how often, and when nothing is signed any more. */
class SignedAttemptsTest extends LineTestBase {

  private static final String REFUSED =
      "{\"error\":{\"code\":\"authentication_error\",\"details\":\"NOT_FOUND\"}}";

  @Test
  void everythingSentIsSignedWithItsPrefixAndWithoutItsQuery() {
    live();
    passAlive(Duration.ofSeconds(30));

    assertThat(network.gets).hasSizeGreaterThan(10).anyMatch(uri -> uri.getQuery() != null);
    assertThat(signs(network.signed.getFirst(), "/trade-api/ws/v2")).isTrue();
    for (int i = 0; i < network.gets.size(); i++) {
      // The first one signed was the upgrade.
      Map<String, String> headers = network.signed.get(i + 1);
      URI uri = network.gets.get(i);
      assertThat(uri.getPath()).startsWith("/trade-api/v2/");
      assertThat(signs(headers, uri.getPath())).as(uri.toString()).isTrue();
      if (uri.getQuery() != null) {
        assertThat(signs(headers, uri.getRawPath() + "?" + uri.getRawQuery())).isFalse();
      }
    }
  }

  @Test
  void oneSignatureIsGoodForEveryHostOfAnEnvironment() {
    KalshiSigner signer = new KalshiSigner(TestKeys.key(), time.clock());

    assertThat(signer.headers("GET", URI.create("https://a.invalid/trade-api/v2/markets?limit=1")))
        .isEqualTo(signer.headers("GET", URI.create("https://b.invalid/trade-api/v2/markets")));
  }

  @Test
  void everyAttemptOfAReadIsSignedAtItsOwnTime() {
    List<String> sentAt = new ArrayList<>();
    network.answerWith(
        "/portfolio/balance",
        uri -> {
          sentAt.add(millis(time.clock().instant()));
          return Uni.createFrom().item(sentAt.size() < 3 ? status(502, "<html>") : ok("{}"));
        });

    network.access(time).get("/portfolio/balance", Map.of()).subscribe().with(body -> {});
    time.pass(Duration.ofSeconds(10));

    assertThat(sentAt).hasSize(3).doesNotHaveDuplicates();
    assertThat(timestamps()).containsExactlyElementsOf(sentAt);
    assertThat(network.signed)
        .allMatch(headers -> signs(headers, "/trade-api/v2/portfolio/balance"));
    assertThat(network.signed)
        .extracting(h -> h.get(KalshiSigner.SIGNATURE))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyReconnectIsSignedAtItsOwnTime() {
    network.answer("/portfolio/balance", status(400, ""));
    List<Instant> attempts = network.refuseUpgradesAndNote(time.clock(), 8);
    listen();

    time.pass(Duration.ofMinutes(8));

    List<String> upgrades =
        network.signed.stream()
            .filter(headers -> signs(headers, "/trade-api/ws/v2"))
            .map(headers -> headers.get(KalshiSigner.TIMESTAMP))
            .limit(8)
            .toList();
    assertThat(attempts).hasSize(8);
    assertThat(upgrades)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(attempts.stream().map(SignedAttemptsTest::millis).toList());
  }

  @Test
  void aKeyRefusedAtTheUpgradeIsTriedOnce() {
    network.refusedUpgrades.add(new UpgradeRefused(status(401, REFUSED)));
    var line = listen();

    time.pass(Duration.ofHours(1));

    assertThat(kinds(line)).endsWith("rejected");
    assertThat(network.signed).hasSize(1);
  }

  @Test
  void aRevokedKeyIsRefusedOnceAndThenNobodyAsksForAnHour() {
    var line = live();
    network.answer("/portfolio/positions", status(401, REFUSED));
    int before = network.gets.size();

    passAlive(Duration.ofSeconds(30));
    assertThat(kinds(line)).endsWith("rejected");
    List<String> asked = network.paths().subList(before, network.gets.size());
    time.pass(Duration.ofHours(1));

    assertThat(asked).containsExactly("/exchange/user_data_timestamp", "/portfolio/positions");
    assertThat(network.gets).hasSize(before + 2);
    assertThat(network.sockets).hasSize(1);
    assertThat(kinds(line)).filteredOn("rejected"::equals).hasSize(1);
  }

  private List<String> timestamps() {
    return network.signed.stream().map(headers -> headers.get(KalshiSigner.TIMESTAMP)).toList();
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static boolean signs(Map<String, String> headers, String path) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(TestKeys.ED25519.getPublic());
      String text = headers.get(KalshiSigner.TIMESTAMP) + "GET" + path;
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(headers.get(KalshiSigner.SIGNATURE)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
