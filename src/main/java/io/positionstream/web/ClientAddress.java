package io.positionstream.web;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from. Proxies append to {@code X-Forwarded-For}, so what stands
 * there is believed from the right and as far as trusted proxies wrote it: the left end is whatever
 * the client liked to claim. Immutable.
 */
@Singleton
public class ClientAddress {

  private static final String UNKNOWN = "unknown";

  private final List<Network> trusted;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
  private record Network(byte[] address, int bits) {}

  @Inject
  ClientAddress(WebConfig config) {
    this(config.trustedProxies());
  }

  ClientAddress(List<String> trusted) {
    this.trusted = trusted.stream().map(ClientAddress::network).toList();
  }

  /**
   * One word for the client: its IPv4 address, or the /64 of its IPv6 address, which is what one
   * subscriber is given.
   */
  public String groupOf(RoutingContext request) {
    SocketAddress peer = request.request().connection().remoteAddress();
    return group(
        peer == null ? null : peer.hostAddress(),
        request.request().headers().getAll("X-Forwarded-For"));
  }

  String group(@Nullable String peer, List<String> forwardedFor) {
    byte[] address = parsed(peer);
    List<String> hops = List.of(String.join(",", forwardedFor).split(","));
    for (String hop : hops.reversed()) {
      if (address == null || !isTrusted(address) || hop.isBlank()) {
        break;
      }
      address = parsed(hop.strip());
    }
    return address == null ? UNKNOWN : word(address);
  }

  private boolean isTrusted(byte[] address) {
    return trusted.stream().anyMatch(network -> contains(network, address));
  }

  private static boolean contains(Network network, byte[] address) {
    if (network.address().length != address.length) {
      return false;
    }
    for (int bit = 0; bit < network.bits(); bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((network.address()[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Names of hosts, which Quarkus takes as well, match nothing here: no lookup per request. */
  private static Network network(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] address = parsed(parts[0]);
    if (address == null) {
      return new Network(new byte[0], 0);
    }
    int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8;
    return new Network(address, Math.clamp(bits, 0, address.length * 8));
  }

  /** IPv4 in IPv6 becomes IPv4; {@code [v6]:port} and {@code v4:port} lose their port. */
  private static byte @Nullable [] parsed(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String host = text;
    if (host.startsWith("[") && host.contains("]")) {
      host = host.substring(1, host.indexOf(']'));
    } else if (host.indexOf(':') == host.lastIndexOf(':') && host.indexOf(':') > 0) {
      host = host.substring(0, host.indexOf(':'));
    }
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return address == null ? null : InetAddress.getByAddress(address).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String word(byte[] address) {
    return address.length == 4
        ? NetUtil.bytesToIpAddress(address)
        : HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(address, 8)) + "/64";
  }
}
