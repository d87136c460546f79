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
    Object one = params().getValue("market_ticker");
    Object many = params().getValue("market_tickers");
    if ((one != null && many != null) || hasMarketIds()) {
      throw CommandError.INVALID_PARAMETER.failure();
    }
    if (one != null) {
      return List.of(ticker(one));
    }
    if (many == null) {
      return List.of();
    }
    if (!(many instanceof JsonArray array)) {
      throw CommandError.INVALID_PARAMETER.failure();
    }
    List<String> tickers = new ArrayList<>();
    array.forEach(t -> tickers.add(ticker(t)));
    return tickers;
  }

  List<String> namedMarkets() {
    List<String> markets = markets();
    if (markets.isEmpty()) {
      throw CommandError.TICKER_REQUIRED.failure();
    }
    return markets;
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

  private boolean hasMarketIds() {
    return params().containsKey("market_id") || params().containsKey("market_ids");
  }

  private JsonObject params() {
    if (json.getValue("params") instanceof JsonObject params) {
      return params;
    }
    throw CommandError.PARAMS_REQUIRED.failure();
  }

  private static String ticker(Object value) {
    if (value instanceof String ticker && Tickers.isValid(ticker)) {
      return ticker;
    }
    throw CommandError.INVALID_PARAMETER.failure();
  }

  private static int sid(Object value) {
    if (value instanceof Integer sid) {
      return sid;
    }
    throw CommandError.INVALID_PARAMETER.failure();
  }
}
