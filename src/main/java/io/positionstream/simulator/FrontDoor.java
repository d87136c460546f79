package io.positionstream.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Where every request and every upgrade comes in: lets faults happen to it, finds out who asks, and
 * answers. Knows no wire; called on the exchange's event loop, and answers there.
 */
final class FrontDoor {
  private static final Logger LOG = Logger.getLogger(FrontDoor.class);
  private static final Reply BROKEN = Reply.of(WireError.nested(500, "internal_server_error"));

  private final TradeDesk desk;
  private final KeyCheck keys;
  private final Faults faults;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Worker worker;

  /** Somebody who waits for an answer; hears exactly one of these. */
  interface Caller {

    /**
     * @param date the value of the {@code Date} header
     */
    void answer(Reply reply, String date);

    /** The connection ends without an answer. */
    void refuse();
  }

  /** Somebody who wants a socket; is admitted, answered or refused. */
  interface Visitor extends Caller {
    void admit(Account account);
  }

  FrontDoor(
      TradeDesk desk,
      KeyCheck keys,
      Faults faults,
      Clock clock,
      Scheduler scheduler,
      Worker worker) {
    this.desk = desk;
    this.keys = keys;
    this.faults = faults;
    this.clock = clock;
    this.scheduler = scheduler;
    this.worker = worker;
  }

  /** Answers a REST request. */
  void ask(Call call, Caller caller) {
    Visit visit = new Visit(call, fate(call), caller);
    visit.guarded(
        () ->
            desk.find(call)
                .ifPresentOrElse(
                    found -> serve(visit, found), () -> visit.answer(WireError.notFound())));
  }

  /** Answers an upgrade request. */
  void upgrade(Call call, Visitor visitor) {
    Visit visit = new Visit(call, fate(call), visitor);
    visit.guarded(() -> identify(visit, account -> visit.later(() -> visitor.admit(account))));
  }

  private RequestFate fate(Call call) {
    return faults.onRequest(keys.caller(call).map(Account::id), call.path());
  }

  private void serve(Visit visit, Routes.Found<TradeDesk.Service> found) {
    Query query = TradeDesk.query(visit.call, found.target(), found.path());
    switch (found.target()) {
      case TradeDesk.Open open -> visit.answer(open.call().apply(query));
      case TradeDesk.Signed signed ->
          identify(visit, account -> visit.answer(signed.call().apply(account, query)));
    }
  }

  private void identify(Visit visit, Consumer<Account> then) {
    KeyCheck.Claim claim = keys.claim(visit.call, visit.now());
    worker.run(
        claim::isGenuine,
        genuine ->
            visit.guarded(
                () -> {
                  if (!genuine) {
                    throw WireError.rejected("INCORRECT_API_KEY_SIGNATURE");
                  }
                  then.accept(claim.account());
                }));
  }

  /** One request on its way through the door. */
  private final class Visit {
    private final Call call;
    private final RequestFate fate;
    private final Caller caller;

    private Visit(Call call, RequestFate fate, Caller caller) {
      this.call = call;
      this.fate = fate;
      this.caller = caller;
    }

    private Instant now() {
      return clock.instant().plus(fate.skew());
    }

    /** Does what the faults leave to do; whatever fails becomes an answer. */
    private void guarded(Runnable action) {
      Optional<Reply> instead = fate.instead();
      if (fate.refused()) {
        caller.refuse();
      } else if (instead.isPresent()) {
        answer(instead.get());
      } else {
        attempt(action);
      }
    }

    private void attempt(Runnable action) {
      try {
        action.run();
      } catch (WireError e) {
        answer(e);
      } catch (RuntimeException e) {
        LOG.errorf(e, "Request failed: path=%s", call.path());
        answer(BROKEN);
      }
    }

    private void answer(JsonObject json) {
      fate.change().apply(json);
      answer(Reply.json(200, json));
    }

    private void answer(WireError error) {
      answer(Reply.of(error));
    }

    private void answer(Reply reply) {
      String date = WireTime.httpDate(now());
      later(() -> caller.answer(reply, date));
    }

    private void later(Runnable action) {
      if (fate.delay().compareTo(Duration.ZERO) > 0) {
        scheduler.after(fate.delay(), action);
      } else {
        action.run();
      }
    }
  }
}
