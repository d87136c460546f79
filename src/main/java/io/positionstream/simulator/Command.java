package io.positionstream.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One command frame of a socket. Its readers throw {@link CommandError.Failure} for what the
 * exchange would refuse.
 */
final class Command {
  private final JsonObject json;

  private Command(JsonObject json) {
    this.json = json;
  }

  static Command parse(String text) {
    try {
      return new Command(new JsonObject(text));
    } catch (DecodeException e) {
      throw CommandError.CANNOT_PROCESS.failure();
    }
  }

  /** Empty when it is missing, zero or no number: the exchange then answers without one. */
  OptionalLong id() {
    return json.getValue("id") instanceof Number id && id.longValue() > 0
        ? OptionalLong.of(id.longValue())
        : OptionalLong.empty();
  }

  String name() {
    return Objects.toString(json.getValue("cmd"), "");
  }

  List<Object> channels() {
    if (!(params().getValue("channels") instanceof JsonArray channels) || channels.isEmpty()) {
      throw CommandError.CHANNELS_REQUIRED.failure();
    }
    return List.copyOf(channels.getList());
  }

  /** The markets named by {@code market_ticker} or {@code market_tickers}. */
  List<String> markets() {
    List<String> tickers = texts("market_ticker", "market_tickers");
    if (!tickers.stream().allMatch(Tickers::isValid)) {
      throw CommandError.INVALID_PARAMETER.failure();
    }
    return tickers;
  }

  /** The markets named by {@code market_id} or {@code market_ids}. */
  List<String> marketIds() {
    return texts("market_id", "market_ids");
  }

  boolean usesYesPrices() {
    return Boolean.TRUE.equals(params().getValue("use_yes_price"));
  }

  boolean wantsSnapshot() {
    return Boolean.TRUE.equals(params().getValue("send_initial_snapshot"));
  }

  boolean skipsTickerAck() {
    return Boolean.TRUE.equals(params().getValue("skip_ticker_ack"));
  }

  List<Integer> sids() {
    List<Integer> sids = new ArrayList<>();
    if (params().getValue("sids") instanceof JsonArray array) {
      array.forEach(sid -> sids.add(sid(sid)));
    }
    if (sids.isEmpty()) {
      throw CommandError.SIDS_REQUIRED.failure();
    }
    return sids;
  }

  int oneSid() {
    Object sid = params().getValue("sid");
    Object sids = params().getValue("sids");
    if (sid != null && sids == null) {
      return sid(sid);
    }
    if (sid == null && sids instanceof JsonArray array && array.size() == 1) {
      return sid(array.getValue(0));
    }
    throw CommandError.ONE_SID_REQUIRED.failure();
  }

  String action() {
    if (params().getValue("action") instanceof String action && !action.isEmpty()) {
      return action;
    }
    throw CommandError.ACTION_REQUIRED.failure();
  }

  private List<String> texts(String single, String plural) {
    Object one = params().getValue(single);
    Object many = params().getValue(plural);
    if (one == null && many == null) {
      return List.of();
    }
    if (one instanceof String text && many == null) {
      return List.of(text);
    }
    if (one == null
        && many instanceof JsonArray array
        && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw CommandError.INVALID_PARAMETER.failure();
  }

  private JsonObject params() {
    if (json.getValue("params") instanceof JsonObject params) {
      return params;
    }
    throw CommandError.PARAMS_REQUIRED.failure();
  }

  private static int sid(Object value) {
    if (value instanceof Integer sid) {
      return sid;
    }
    throw CommandError.INVALID_PARAMETER.failure();
  }
}
