package io.positionstream.account;

import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.positionstream.web.Problem.Violation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out which exchange key a login means, or says what is wrong with it. */
@ApplicationScoped
class LoginKeys {

  /** Characters; an RSA key of 8192 bits takes less than half. */
  private static final int LONGEST_KEY = 16_384;

  private final AccountConfig config;
  private final Exchange exchange;
  private final Vertx vertx;

  LoginKeys(AccountConfig config, Exchange exchange, Vertx vertx) {
    this.config = config;
    this.exchange = exchange;
    this.vertx = vertx;
  }

  /** The key of the login, or that of the guest account; fails with a problem. */
  Uni<ExchangeKey> of(LoginRequest login) {
    String environment =
        isBlank(login.environment())
            ? config.defaultEnvironment()
            : text(login.environment()).strip();
    int subaccount = login.subaccount() == null ? 0 : login.subaccount();
    boolean keyless = isBlank(login.apiKey()) && isBlank(login.privateKey());
    AccountConfig.Guest guest = keyless ? config.guests().get(environment) : null;
    List<Violation> violations = violations(login, environment, subaccount, guest == null);
    if (!violations.isEmpty()) {
      return Uni.createFrom().failure(() -> Problem.invalid(violations).asException());
    }
    if (guest != null) {
      return read(guest, environment, subaccount);
    }
    return Uni.createFrom()
        .item(
            () ->
                new ExchangeKey(
                    environment,
                    text(login.apiKey()).strip(),
                    pem(text(login.privateKey())),
                    subaccount));
  }

  private List<Violation> violations(
      LoginRequest login, String environment, int subaccount, boolean keyNeeded) {
    List<Violation> found = new ArrayList<>();
    if (!exchange.environments().contains(environment)) {
      found.add(
          new Violation(
              "environment",
              "must be one of " + String.join(", ", new TreeSet<>(exchange.environments()))));
    }
    if (subaccount < 0) {
      found.add(new Violation("subaccount", "must not be negative"));
    }
    if (keyNeeded && isBlank(login.apiKey())) {
      found.add(new Violation("api_key", "is missing"));
    } else if (keyNeeded && !text(login.apiKey()).strip().matches("[!-~]{1,200}")) {
      found.add(new Violation("api_key", "is not a key id"));
    }
    if (keyNeeded && isBlank(login.privateKey())) {
      found.add(new Violation("private_key", "is missing"));
    } else if (keyNeeded && text(login.privateKey()).length() > LONGEST_KEY) {
      found.add(new Violation("private_key", "is too long for a private key"));
    }
    return found;
  }

  /** Undoes what forms, shells and JSON do to line ends. */
  private static String pem(String text) {
    String pem = text.replace("\\r", "").replace("\\n", "\n").replace("\r\n", "\n").strip() + "\n";
    if (!pem.startsWith("-----BEGIN ") || !pem.contains("PRIVATE KEY-----")) {
      throw ExchangeProblems.of(
          new ExchangeFailure.UnusableKey(
              "The private key must be a PEM block, from -----BEGIN to END-----."));
    }
    return pem;
  }

  /** Files are read on a worker; the answer continues where the request was. */
  private Uni<ExchangeKey> read(AccountConfig.Guest guest, String environment, int subaccount) {
    return vertx
        .executeBlocking(
            Unchecked.supplier(
                    () ->
                        new ExchangeKey(
                            environment,
                            Files.readString(guest.keyIdFile()).strip(),
                            pem(Files.readString(guest.privateKeyFile())),
                            subaccount))
                ::get)
        .onFailure(e -> e instanceof IOException || e.getCause() instanceof IOException)
        .transform(
            e ->
                Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "The guest account is not ready yet.")
                    .asException());
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
