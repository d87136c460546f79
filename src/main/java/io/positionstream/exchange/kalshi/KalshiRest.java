package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.Span;
import io.positionstream.exchange.kalshi.MarketPayloads.EventReply;
import io.positionstream.exchange.kalshi.MarketPayloads.ExchangeStatus;
import io.positionstream.exchange.kalshi.MarketPayloads.Markets;
import io.positionstream.exchange.kalshi.PastPayloads.Deposits;
import io.positionstream.exchange.kalshi.PastPayloads.Withdrawals;
import io.positionstream.exchange.kalshi.Payloads.ApiKeys;
import io.positionstream.exchange.kalshi.Payloads.Balance;
import io.positionstream.exchange.kalshi.Payloads.Fills;
import io.positionstream.exchange.kalshi.Payloads.Limits;
import io.positionstream.exchange.kalshi.Payloads.MarketPosition;
import io.positionstream.exchange.kalshi.Payloads.Page;
import io.positionstream.exchange.kalshi.Payloads.Positions;
import io.positionstream.exchange.kalshi.Payloads.Settlements;
import io.positionstream.exchange.kalshi.Payloads.UserDataTimestamp;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The reads a monitor needs, for one subaccount. The subaccount is always sent: left out, some
 * endpoints mean the primary one and others all. Fails with {@link
 * io.positionstream.exchange.ExchangeFailure} only.
 */
final class KalshiRest {

  private static final Logger LOG = Logger.getLogger(KalshiRest.class);
  private static final String LARGEST_PAGE = "1000";
  private static final Map<String, String> LARGEST_TRANSFER_PAGE = Map.of("limit", "500");

  /** Keeps the URL of GET /markets short. */
  private static final int TICKERS_PER_READ = 100;

  private final KalshiAccess access;
  private final String subaccount;
  private final WireNews news;

  /**
   * @param news told of fields that are not documented
   */
  KalshiRest(KalshiAccess access, int subaccount, WireNews news) {
    this.access = access;
    this.news = news;
    this.subaccount = Integer.toString(subaccount);
  }

  /** Whether these are the reads of the account that money comes into. */
  boolean isPrimary() {
    return subaccount.equals("0");
  }

  Uni<Balance> balance() {
    return read("/portfolio/balance", Map.of("subaccount", subaccount), Balance.class);
  }

  /** How fresh the account's reads are. */
  Uni<Instant> userDataTimestamp(Translator translator) {
    String path = "/exchange/user_data_timestamp";
    return read(path, Map.of(), UserDataTimestamp.class)
        .map(reply -> translator.time(reply.asOfTime()))
        .onFailure()
        .transform(failure -> Refusal.failure("GET " + path, failure));
  }

  /** Every unsettled market the account traded, flat ones too; empty if no list was given. */
  Uni<Optional<List<MarketPosition>>> positions() {
    Map<String, String> query = paged();
    query.put("count_filter", "position,total_traded");
    return walk("/portfolio/positions", query, Positions.class)
        .collect()
        .asList()
        .map(
            pages ->
                pages.stream().allMatch(Positions::isGiven)
                    ? Optional.of(pages.stream().flatMap(p -> p.rows().stream()).toList())
                    : Optional.empty());
  }

  /** Fills at or after {@code from} (whole seconds), newest page first. */
  Multi<List<Payloads.Fill>> fills(Instant from) {
    return fills(Span.since(from));
  }

  /** Settlements at or after {@code from} (whole seconds), newest page first. */
  Multi<List<Payloads.Settlement>> settlements(Instant from) {
    return settlements(Span.since(from));
  }

  /** Live fills of this span, newest page first; older ones are in the archive. */
  Multi<List<Payloads.Fill>> fills(Span span) {
    return pages("/portfolio/fills", pagedFor(span), Fills.class);
  }

  /** Archived fills of this span, newest page first. */
  Multi<List<Payloads.Fill>> historicalFills(Span span) {
    return pages("/historical/fills", pagedFor(span), Fills.class);
  }

  /** Settlements of this span, newest page first; no archive of them is documented. */
  Multi<List<Payloads.Settlement>> settlements(Span span) {
    return pages("/portfolio/settlements", pagedFor(span), Settlements.class);
  }

  /** Of the whole membership: neither subaccounts nor times can be asked for. */
  Multi<List<PastPayloads.Transfer>> deposits() {
    return pages("/portfolio/deposits", LARGEST_TRANSFER_PAGE, Deposits.class);
  }

  /** As {@link #deposits()}. */
  Multi<List<PastPayloads.Transfer>> withdrawals() {
    return pages("/portfolio/withdrawals", LARGEST_TRANSFER_PAGE, Withdrawals.class);
  }

  /** Where live data end and the archive begins. */
  Uni<PastPayloads.Cutoff> cutoff() {
    return read("/historical/cutoff", Map.of(), PastPayloads.Cutoff.class);
  }

  /** These markets; one that is archived, or too new, is missing. */
  Uni<List<MarketPayloads.Market>> markets(List<String> tickers) {
    List<Multi<List<MarketPayloads.Market>>> chunks = new ArrayList<>();
    for (int start = 0; start < tickers.size(); start += TICKERS_PER_READ) {
      int end = Math.min(start + TICKERS_PER_READ, tickers.size());
      Map<String, String> query = new LinkedHashMap<>();
      query.put("limit", LARGEST_PAGE);
      query.put("tickers", String.join(",", tickers.subList(start, end)));
      chunks.add(pages("/markets", query, Markets.class));
    }
    return chunks.isEmpty()
        ? Uni.createFrom().item(List.of())
        : all(Multi.createBy().concatenating().streams(chunks));
  }

  Uni<String> eventTitle(String eventTicker) {
    return read("/events/" + segment(eventTicker), Map.of(), EventReply.class)
        .map(reply -> reply.event().title());
  }

  /** As one segment of a path, which is sent and signed like this. */
  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads once what the account may read per second; without an answer it goes on carefully. */
  Uni<Void> learnBudget() {
    RateBudget budget = access.budget();
    if (budget.isKnown()) {
      return Uni.createFrom().voidItem();
    }
    return read("/account/limits", Map.of(), Limits.class)
        .invoke(limits -> budget.grant(limits.read().refillRate(), limits.read().bucketCapacity()))
        .replaceWithVoid()
        .onFailure(failure -> !(failure instanceof KeyRefused))
        .recoverWithItem(
            failure -> {
              LOG.debugf("limits not read reason=%s", failure.getMessage());
              return null;
            });
  }

  /** What the exchange says of itself, with whatever status; empty if it says nothing. */
  Uni<Optional<ExchangeStatus>> status() {
    return access
        .ask("/exchange/status")
        .map(
            reply -> {
              try {
                return Optional.of(Wire.read(reply.body(), ExchangeStatus.class, news));
              } catch (JsonProcessingException _) {
                return Optional.<ExchangeStatus>empty();
              }
            })
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  Uni<List<Payloads.ApiKey>> apiKeys() {
    return read("/api_keys", Map.of(), ApiKeys.class).map(ApiKeys::apiKeys);
  }

  static <T> Uni<List<T>> all(Multi<List<T>> pages) {
    return pages.collect().in(ArrayList<T>::new, List::addAll).onItem().transform(List::copyOf);
  }

  private Map<String, String> paged() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", LARGEST_PAGE);
    query.put("subaccount", subaccount);
    return query;
  }

  private Map<String, String> pagedFrom(Instant from) {
    Map<String, String> query = paged();
    if (from.isAfter(Instant.EPOCH)) {
      query.put("min_ts", Long.toString(from.getEpochSecond()));
    }
    return query;
  }

  private Map<String, String> pagedFor(Span span) {
    Map<String, String> query = pagedFrom(span.from());
    if (span.until().isBefore(Instant.MAX)) {
      // A second more: whether a part of one is still within it is not documented.
      query.put("max_ts", Long.toString(span.until().getEpochSecond() + 1));
    }
    return query;
  }

  private <T, P extends Page<T>> Multi<List<T>> pages(
      String path, Map<String, String> query, Class<P> type) {
    return walk(path, query, type).map(Page::rows);
  }

  private <P extends Page<?>> Multi<P> walk(String path, Map<String, String> query, Class<P> type) {
    return Multi.createBy()
        .repeating()
        .uni(
            Walk::new,
            walk ->
                read(path, walk.query(query), type)
                    .onItem()
                    .invoke(walk::turn)
                    .map(page -> new Turn<>(page, walk.goesOn())))
        .whilst(Turn::more)
        .map(Turn::page)
        .onFailure()
        .transform(failure -> Refusal.failure("GET " + path, failure));
  }

  private <T> Uni<T> read(String path, Map<String, String> query, Class<T> type) {
    return access.get(path, query).onItem().transformToUni(body -> parsed(path, body, type));
  }

  private <T> Uni<T> parsed(String path, String body, Class<T> type) {
    try {
      return Uni.createFrom().item(Wire.read(body, type, news));
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(Refusal.failure("GET " + path, e));
    }
  }

  private record Turn<P>(P page, boolean more) {}

  /**
   * The way through the pages. A cursor that comes twice leads in circles, and nobody knows what is
   * missing then: half a list of positions would look like the other half sold. So it fails.
   */
  private static final class Walk {
    private static final int EMPTY_PAGES = 3;

    private final Set<String> seen = new HashSet<>();
    private String cursor = "";
    private int empty;
    private boolean more = true;

    Map<String, String> query(Map<String, String> base) {
      if (cursor.isEmpty()) {
        return base;
      }
      Map<String, String> query = new LinkedHashMap<>(base);
      query.put("cursor", cursor);
      return query;
    }

    void turn(Page<?> page) {
      cursor = page.cursor() == null ? "" : page.cursor();
      more = !cursor.isEmpty() && !(page.rows().isEmpty() && seen.contains(cursor));
      empty = page.rows().isEmpty() ? empty + 1 : 0;
      if (more && (!seen.add(cursor) || empty > EMPTY_PAGES)) {
        throw new IllegalArgumentException("the pages lead in circles");
      }
    }

    boolean goesOn() {
      return more;
    }
  }
}
