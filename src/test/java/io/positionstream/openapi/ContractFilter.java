package io.positionstream.openapi;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Has every answer that a test gets by REST Assured checked; Quarkus finds it as a service. */
public final class ContractFilter implements Filter, QuarkusTestBeforeEachCallback {

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    boolean there = RestAssured.filters().stream().anyMatch(ContractFilter.class::isInstance);
    if (!there) {
      RestAssured.filters(this);
    }
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    URI address = URI.create(request.getURI());
    if (address.getPort() == RestAssured.port) {
      ApiContract.answered(
          request.getMethod(),
          address.getPath(),
          answer.statusCode(),
          answer.contentType().isEmpty() ? null : answer.contentType(),
          answer.asString());
    }
    return answer;
  }
}
