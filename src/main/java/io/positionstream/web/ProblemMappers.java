package io.positionstream.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever a resource throws into a {@link Problem}, once for all of them. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return e.problem().toResponse();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return ofJson(json).toResponse();
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    Response response = ofStatus(status, e).toResponse();
    Object allow = e.getResponse().getHeaders().getFirst("Allow");
    return allow == null
        ? response
        : Response.fromResponse(response).header("Allow", allow).build();
  }

  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e) {
    return ofJson(e).toResponse();
  }

  @ServerExceptionMapper
  Response json(JsonProcessingException e) {
    return ofJson(e).toResponse();
  }

  @ServerExceptionMapper
  Response fault(Throwable e) {
    return internal(e).toResponse();
  }

  /** Logs our own failure and gives it a number to be found by; a database that is away is none. */
  static Problem internal(@Nullable Throwable e) {
    if (Unreachable.isCauseOf(e)) {
      LOG.debugf(e, "request refused without a database");
      return Problem.of(
              ErrorCode.SERVICE_UNAVAILABLE, "The database cannot be reached. Try again shortly.")
          .retryAfter(DATABASE_PATIENCE);
    }
    String incident = UUID.randomUUID().toString();
    LOG.errorf(e, "request failed incident=%s", incident);
    return Problem.internal(incident);
  }

  static Problem ofStatus(int status, @Nullable Throwable cause) {
    return switch (status) {
      case 401 -> Problem.of(ErrorCode.NOT_AUTHENTICATED, "This needs a session.");
      case 403 -> Problem.of(ErrorCode.FORBIDDEN, "This is not allowed.");
      case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this address.");
      case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "This address has no such method.");
      case 406 -> Problem.of(ErrorCode.NOT_ACCEPTABLE, "This is served as application/json only.");
      case 408 -> Problem.of(ErrorCode.REQUEST_TIMEOUT, "The request body did not come in time.");
      case 409 -> Problem.of(ErrorCode.CONFLICT, "This contradicts what is already there.");
      case 413 -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The request body is too large.");
      case 415 ->
          Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
      case 431 -> Problem.of(ErrorCode.HEADERS_TOO_LARGE, "The request headers are too large.");
      case 429 -> Problem.of(ErrorCode.TOO_MANY_REQUESTS, "Too many requests; try again later.");
      case 503 -> Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "The service is not ready.");
      default ->
          status < 500
              ? Problem.of(ErrorCode.INVALID_REQUEST, "The request is not understood.")
              : internal(cause);
    };
  }

  /** Says where and what, in the words of JSON: Jackson's own messages name Java classes. */
  private static Problem ofJson(JsonProcessingException e) {
    if (e instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return Problem.invalid(
          List.of(new Problem.Violation(field(mismatch), "must be " + expected(mismatch))));
    }
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return e instanceof MismatchedInputException
        ? Problem.of(ErrorCode.INVALID_REQUEST, "The body must be a JSON object.")
        : Problem.of(ErrorCode.INVALID_REQUEST, "The body is not valid JSON" + where + ".");
  }

  private static String field(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number in range";
    }
    return type == String.class ? "a string" : "of another type";
  }
}
