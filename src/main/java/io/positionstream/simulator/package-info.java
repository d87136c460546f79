/**
 * An exchange of our own, at wire level: the REST and WebSocket interface of the real one on a
 * loopback port, with checked signatures, exact bookkeeping, a recorded market tape and a control
 * surface to make things happen.
 *
 * <p>It knows nothing of the service: the two meet only on the wire, so that one cannot hide the
 * other's mistakes. All state lives on one Vert.x event loop; only key generation and signature
 * checks run elsewhere. Everything that matters is an entry of an append-only {@linkplain
 * io.positionstream.simulator.LedgerEntry ledger}, which is written before its effect is shown and
 * replayed at start.
 *
 * <p>Trading against the exchange's own liquidity is assumed: a trade has one account and an
 * unnamed counterparty. There is one subaccount (0), one exchange shard (0) and no resting order.
 */
@NullMarked
package io.positionstream.simulator;

import org.jspecify.annotations.NullMarked;
