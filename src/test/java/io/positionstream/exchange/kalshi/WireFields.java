package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of our records as the exchange names them. */
final class WireFields {

  /** Every record that is read from a message. */
  static final List<Class<? extends Record>> RECORDS =
      List.of(
          Payloads.Balance.class,
          Payloads.Positions.class,
          Payloads.MarketPosition.class,
          Payloads.Fills.class,
          Payloads.Fill.class,
          Payloads.Settlements.class,
          Payloads.Settlement.class,
          PastPayloads.Deposits.class,
          PastPayloads.Withdrawals.class,
          PastPayloads.Transfer.class,
          PastPayloads.Cutoff.class,
          MarketPayloads.Markets.class,
          MarketPayloads.Market.class,
          MarketPayloads.EventReply.class,
          MarketPayloads.Event.class,
          Payloads.ApiKeys.class,
          Payloads.ApiKey.class,
          Payloads.UserDataTimestamp.class,
          Payloads.Limits.class,
          Payloads.Bucket.class,
          MarketPayloads.ExchangeStatus.class,
          Frame.Ticker.class,
          Frame.FillFrame.class,
          Frame.MarketPosition.class,
          Frame.Lifecycle.class);

  private WireFields() {}

  /** Fields without which the message is refused; lists are left out, most may be missing. */
  static List<String> required(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(c -> !nullable(c) && c.getType() != List.class)
        .map(WireFields::name)
        .toList();
  }

  /** Fields that may be missing. */
  static List<String> optional(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(WireFields::nullable)
        .map(WireFields::name)
        .toList();
  }

  /** Fields that are read, or listed as known. */
  static Set<String> known(Class<? extends Record> type) {
    Stream<String> ignored =
        Optional.ofNullable(type.getAnnotation(JsonIgnoreProperties.class)).stream()
            .flatMap(listed -> Arrays.stream(listed.value()));
    return Stream.concat(Arrays.stream(type.getRecordComponents()).map(WireFields::name), ignored)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static String name(RecordComponent component) {
    return SnakeCaseStrategy.INSTANCE.translate(component.getName());
  }
}
