package io.positionstream.account;

import io.positionstream.portfolio.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * Whose stream it is, and the session it lives as long as.
 *
 * @param expires when that is over, if nobody renews it
 */
public record StreamPass(AccountId account, UUID session, Instant expires) {}
