package io.positionstream.web;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Has Jackson take new buffers for each document of REST and of the vault. By default each thread
 * keeps its buffers, and in them the last document: a login, with its private key, until a longer
 * one comes by. The stream and the exchange have mappers of their own and no secrets.
 */
@Singleton
class ForgetfulJson implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
  }
}
