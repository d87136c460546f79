/**
 * An exchange of our own, at wire level: the REST and WebSocket interface of the real one on a
 * loopback port, with checked signatures, exact bookkeeping, a recorded market tape and a control
 * surface to make things happen, failures above all.
 *
 * <p>It knows nothing of the service: the two meet only on the wire, so that one cannot hide the
 * other's mistakes. All state lives on one Vert.x event loop; only key generation and signature
 * checks run elsewhere. Everything that matters is an entry of an append-only {@linkplain
 * io.positionstream.simulator.LedgerEntry ledger}, which is written before its effect is shown and
 * replayed at start.
 *
 * <p>{@link io.positionstream.simulator.Venue} puts together all that needs no wire: requests and
 * upgrades come in by the {@link io.positionstream.simulator.FrontDoor}, control by the {@link
 * io.positionstream.simulator.ControlDesk}, sockets are {@link
 * io.positionstream.simulator.Connections}. Time, chance and slow work come from outside, so the
 * same exchange runs on a port ({@link io.positionstream.simulator.TradingFloor}) and, in tests,
 * inside a process under a virtual clock, where a seed decides everything.
 *
 * <p>{@link io.positionstream.simulator.Faults} decides what becomes of each request and each
 * frame; {@link io.positionstream.simulator.FaultKind} lists what can go wrong. Faults are not in
 * the ledger: they end with the process.
 *
 * <p>Trading against the exchange's own liquidity is assumed: a trade has one account and an
 * unnamed counterparty. There is one subaccount (0) and no resting order; everything is traded on
 * shard 0, while cash may lie on others.
 */
@NullMarked
package io.positionstream.simulator;

import org.jspecify.annotations.NullMarked;
