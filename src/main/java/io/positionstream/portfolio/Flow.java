package io.positionstream.portfolio;

import java.time.Instant;

/**
 * Money that came into an account from outside or left it: no profit and no loss.
 *
 * @param id tells this flow from all others of the account
 * @param amount what the balance moved by: + a deposit, - a withdrawal
 * @param fee what the exchange charged for it; not part of {@code amount}
 * @param time the exchange's time, in whole seconds
 */
public record Flow(String id, Money amount, Money fee, Instant time) {}
