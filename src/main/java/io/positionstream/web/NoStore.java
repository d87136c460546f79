package io.positionstream.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps every answer of the API out of every cache: it is somebody's money. */
class NoStore {

  @ServerResponseFilter
  void mark(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getUriInfo().getPath().startsWith("/api/")) {
      response.getHeaders().putSingle("Cache-Control", "no-store");
    }
  }
}
