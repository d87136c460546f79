package io.positionstream.service;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One account: at the exchange, at the service, and a stream that stays open. */
record SoakMember(
    String name, SimulatedExchange.Account account, String user, Client client, SoakReader reader) {

  private static final String FIRST_CASH = "10000.00";

  /** Opens an account at the exchange, logs in and opens the stream. */
  static SoakMember join(String name, SimulatedExchange exchange, Service service) {
    SimulatedExchange.Account account = exchange.newAccount(FIRST_CASH);
    Client client = new Client(service.port());
    String user = client.authenticate(account).get("user_id").asText();
    SoakReader reader = new SoakReader(name, service.port(), client.token());
    reader.open();
    await().until(() -> reader.snapshots() == 1);
    return new SoakMember(name, account, user, client, reader);
  }

  /** By the stream and by REST. */
  boolean isLive() {
    return reader.line().equals("live")
        && client.portfolio().at("/feed/status").asText().equals("live");
  }

  /** How many fills the journal does not have yet. */
  long behind(SimulatedExchange exchange, Service service) {
    return exchange.truth(account.id()).get("fills").size()
        - SoakAudit.journaled(service.jdbcUrl(), user);
  }

  /** Where the service's word differs from the exchange's. */
  List<String> differences(SimulatedExchange exchange, Service service, BigDecimal deposits) {
    JsonNode truth = exchange.truth(account.id());
    SoakAudit audit = new SoakAudit(name, truth, new BigDecimal(FIRST_CASH).add(deposits));
    audit.books();
    audit.positions("GET", client.positions().get("positions"));
    audit.positions("stream", List.copyOf(reader.positions().values()));
    audit.portfolio("GET", client.portfolio());
    audit.portfolio("stream", reader.portfolio());
    audit.fills(reader.fills());
    audit.settlements(reader.settlements());
    audit.journal(service.jdbcUrl(), user);
    List<String> found = new ArrayList<>(audit.differences());
    if (reader.snapshots() > 1) {
      found.add(name + ": the stream could not be resumed " + (reader.snapshots() - 1) + " times");
    }
    return found;
  }
}
