package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {

  private record Somewhere(URI restUrl, URI wsUrl, Set<String> hosts, boolean local)
      implements KalshiConfig.Environment {
    @Override
    public boolean enabled() {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://rest.example/v2,   wss://ws.example/v2,   false",
    "https://REST.example/v2,   wss://ws.example:443/, false",
    "http://127.0.0.1:9480/v2,  ws://127.0.0.1:9480/,  true",
    "http://localhost:9480/v2,  ws://[::1]:9480/,      true",
    "https://localhost:9480/v2, wss://127.0.0.1:9480/, true",
  })
  void letsThroughWhatIsListedAndWhatIsLocal(URI rest, URI ws, boolean local) {
    assertThatCode(() -> AllowedHosts.check("demo", at(rest, ws, local)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "https://other.example/v2,            false, KALSHI_DEMO_HOSTS",
    "https://rest.example.evil.example/,  false, KALSHI_DEMO_HOSTS",
    "https://sub.rest.example/,           false, KALSHI_DEMO_HOSTS",
    "https://127.0.0.1/,                  false, KALSHI_DEMO_HOSTS",
    "http://rest.example/v2,              false, https://",
    "file:///etc/passwd,                  false, https://",
    "https://rest.example@other.example/, false, without user",
    "https://rest.example/?host=other,    false, without user",
    "http://rest.example/v2,              true,  loopback only",
    "http://0.0.0.0:9480/v2,              true,  loopback only",
    "http://127.0.0.1.evil.example/v2,    true,  loopback only",
    "ftp://127.0.0.1/v2,                  true,  http://",
  })
  void refusesEverythingElseNamingTheVariable(URI rest, boolean local, String reason) {
    URI ws = URI.create(local ? "ws://127.0.0.1/" : "wss://ws.example/");

    assertThatThrownBy(() -> AllowedHosts.check("demo", at(rest, ws, local)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("KALSHI_DEMO_REST_URL ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"ws://ws.example/, wss://", "wss://other.example/, KALSHI_DEMO_HOSTS"})
  void checksTheSocketAsWell(URI ws, String reason) {
    assertThatThrownBy(
            () -> AllowedHosts.check("demo", at(URI.create("https://rest.example/"), ws, false)))
        .hasMessageStartingWith("KALSHI_DEMO_WS_URL ")
        .hasMessageContaining(reason);
  }

  private static Somewhere at(URI rest, URI ws, boolean local) {
    return new Somewhere(rest, ws, Set.of("rest.example", "ws.example"), local);
  }
}
