package io.positionstream.account;

import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import io.positionstream.web.ProblemException;
import java.util.Objects;
import org.jboss.logging.Logger;

/** What callers are told of each way in which the exchange can fail. */
final class ExchangeProblems {

  private static final Logger LOG = Logger.getLogger(ExchangeProblems.class);

  private ExchangeProblems() {}

  static ProblemException of(ExchangeFailure failure) {
    Problem problem =
        switch (failure) {
          case ExchangeFailure.UnusableKey e ->
              Problem.of(
                  ErrorCode.INVALID_PRIVATE_KEY,
                  Objects.requireNonNullElse(e.getMessage(), "The private key cannot be read."));
          case ExchangeFailure.KeyRefused _ ->
              Problem.of(ErrorCode.INVALID_CREDENTIALS, "The exchange rejected this API key.");
          case ExchangeFailure.KeyRestricted _ ->
              Problem.of(
                  ErrorCode.KEY_RESTRICTED, "This API key may not read what is needed here.");
          case ExchangeFailure.Unavailable _ ->
              Problem.of(ErrorCode.EXCHANGE_UNAVAILABLE, "The exchange cannot be reached now.");
          case ExchangeFailure.TimedOut _ ->
              Problem.of(ErrorCode.EXCHANGE_TIMEOUT, "The exchange did not answer in time.");
          case ExchangeFailure.Unexpected _ ->
              Problem.of(ErrorCode.EXCHANGE_ERROR, "The exchange gave an answer we cannot read.");
        };
    LOG.infof("exchange failed error=%s reason=%s", problem.error().code(), failure.getMessage());
    return problem.asException();
  }
}
