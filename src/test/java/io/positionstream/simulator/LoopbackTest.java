package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopbackTest extends RunningSimulator {

  @Test
  void listensOnLoopback() {
    assertThatCode(() -> connect(InetAddress.ofLiteral("127.0.0.1"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("others")
  void listensOnNoOtherAddressOfThisMachine(InetAddress address) {
    assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
  }

  /**
   * 127.0.0.2 is answered by whoever listens on all addresses, also on a machine without others.
   */
  static Stream<InetAddress> others() throws Exception {
    return Stream.concat(
        Stream.of(InetAddress.ofLiteral("127.0.0.2")),
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress()));
  }

  private static void connect(InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }
}
