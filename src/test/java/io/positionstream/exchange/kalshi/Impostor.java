package io.positionstream.exchange.kalshi;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server on loopback that is not what it should be, and notes who asks it. */
record Impostor(HttpServer server, List<String> asked) implements AutoCloseable {

  /** Sends everybody to another of its own addresses. */
  static Impostor thatRedirects(int status) throws IOException {
    Impostor impostor = new Impostor(HttpServer.create(anyPort(), 0), new CopyOnWriteArrayList<>());
    impostor.serve(
        exchange -> {
          String host = "http://127.0.0.1:" + impostor.port();
          exchange.getResponseHeaders().add("Location", host + "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
        });
    return impostor;
  }

  /** Speaks TLS for the right address, with a certificate that nobody but itself has signed. */
  static Impostor thatSignedItself() throws Exception {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
    Impostor impostor = new Impostor(server, new CopyOnWriteArrayList<>());
    impostor.serve(exchange -> exchange.sendResponseHeaders(200, -1));
    return impostor;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** An environment that lives here. */
  KalshiConfig.Environment environment(String rest, String ws) {
    record Here(URI restUrl, URI wsUrl) implements KalshiConfig.Environment {
      @Override
      public Set<String> hosts() {
        return Set.of();
      }

      @Override
      public boolean local() {
        return true;
      }

      @Override
      public boolean enabled() {
        return true;
      }
    }
    String host = "://127.0.0.1:" + port();
    return new Here(URI.create(rest + host + "/v2"), URI.create(ws + host + "/ws"));
  }

  private void serve(com.sun.net.httpserver.HttpHandler answer) {
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          try (exchange) {
            answer.handle(exchange);
          }
        });
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SSLContext selfSigned()
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name name = new X500Name("CN=127.0.0.1");
    Instant now = Instant.now();
    var certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3_600)),
                name,
                TestKeys.RSA.getPublic())
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(TestKeys.RSA.getPrivate()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "it",
        TestKeys.RSA.getPrivate(),
        new char[0],
        new Certificate[] {new JcaX509CertificateConverter().getCertificate(certificate)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
