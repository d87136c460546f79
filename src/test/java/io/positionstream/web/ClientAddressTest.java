package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private final ClientAddress behindProxies =
      new ClientAddress(List.of("10.0.0.0/8", "2001:db8:1::/48", "proxy.internal"));

  @Test
  void believesThePeerWhenItIsNoProxy() {
    assertThat(behindProxies.group("192.0.2.1", List.of("203.0.113.9"))).isEqualTo("192.0.2.1");
  }

  @Test
  void believesProxiesFromTheRightUntilTheFirstStranger() {
    assertThat(behindProxies.group("10.1.1.1", List.of("6.6.6.6, 203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(behindProxies.group("10.1.1.1", List.of("6.6.6.6", "203.0.113.9, 10.2.2.2")))
        .isEqualTo("203.0.113.9");
    assertThat(behindProxies.group("2001:db8:1:2::3", List.of("203.0.113.9:4711")))
        .isEqualTo("203.0.113.9");
    assertThat(behindProxies.group("10.1.1.1", List.of())).isEqualTo("10.1.1.1");
  }

  @Test
  void takesAnIpv6NetworkForOneClient() {
    assertThat(behindProxies.group("2001:db8:7:7::1", List.of()))
        .isEqualTo(behindProxies.group("2001:db8:7:7:ffff:ffff::2", List.of()))
        .isNotEqualTo(behindProxies.group("2001:db8:7:8::1", List.of()));
    assertThat(behindProxies.group("10.1.1.1", List.of("[2001:db8:7:7::1]:443")))
        .isEqualTo("20:01:0d:b8:00:07:00:07/64");
  }

  @Test
  void takesIpv4WrittenAsIpv6ForIpv4() {
    assertThat(behindProxies.group("::ffff:192.0.2.1", List.of())).isEqualTo("192.0.2.1");
  }

  @Test
  void treatsNonsenseAsOneUnknownClient() {
    assertThat(behindProxies.group("10.1.1.1", List.of("unknown"))).isEqualTo("unknown");
    assertThat(behindProxies.group(null, List.of())).isEqualTo("unknown");
  }
}
