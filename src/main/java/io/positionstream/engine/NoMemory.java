package io.positionstream.engine;

import io.positionstream.portfolio.Portfolio;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Stands in when no journal is built in: every account starts unknown. */
@DefaultBean
@ApplicationScoped
class NoMemory implements AccountMemory {

  @Override
  public Uni<Recollection> recall(Portfolio unknown) {
    return Uni.createFrom().item(new Recollection(unknown, Instant.EPOCH));
  }
}
