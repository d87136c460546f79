package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.KeyRestricted;
import io.positionstream.exchange.ExchangeFailure.NotFound;
import io.positionstream.portfolio.Flow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Reads the newest deposits and withdrawals along with a load, so that they are not taken for
 * profit. They are a courtesy: an exchange, or a key, that does not show them is not asked again,
 * and nothing else waits for them. For one caller at a time.
 */
final class FlowReader {

  private static final Logger LOG = Logger.getLogger(FlowReader.class);

  private final KalshiRest rest;
  private volatile boolean shown;
  private volatile List<Flow> last = List.of();

  /** Money comes into the primary account: a subaccount has no lists. */
  FlowReader(KalshiRest rest) {
    this.rest = rest;
    this.shown = rest.isPrimary();
  }

  /** The newest page of both lists; empty when they could not be had. */
  Uni<Optional<List<Flow>>> newest() {
    if (!shown) {
      return Uni.createFrom().item(Optional.empty());
    }
    return first(rest.deposits(), TransferTranslator::deposit)
        .chain(
            in ->
                first(rest.withdrawals(), TransferTranslator::withdrawal).map(out -> both(in, out)))
        .map(Optional::of)
        .onFailure(failure -> !(failure instanceof KeyRefused))
        .recoverWithItem(
            failure -> {
              shown = !(failure instanceof NotFound || failure instanceof KeyRestricted);
              LOG.debugf("no deposits and withdrawals reason=%s", failure.getMessage());
              return Optional.empty();
            });
  }

  /** Whether this list differs from the one before: then a balance read earlier may lack some. */
  boolean isNews(Optional<List<Flow>> read) {
    boolean news = read.filter(flows -> !flows.equals(last)).isPresent();
    last = read.orElse(last);
    return news;
  }

  private static Uni<List<Flow>> first(
      Multi<List<PastPayloads.Transfer>> pages,
      Function<PastPayloads.Transfer, List<Flow>> translate) {
    return pages
        .select()
        .first()
        .toUni()
        .map(
            page ->
                page == null
                    ? List.of()
                    : Readable.page(page, PastPayloads.Transfer::id, translate).rows());
  }

  private static List<Flow> both(List<Flow> in, List<Flow> out) {
    List<Flow> flows = new ArrayList<>(in);
    flows.addAll(out);
    return List.copyOf(flows);
  }
}
