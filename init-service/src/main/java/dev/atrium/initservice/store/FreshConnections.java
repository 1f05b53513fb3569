package dev.atrium.initservice.store;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.apache.hc.core5.http.NoHttpResponseException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that does not take a connection which the server closed while it was idle for an
 * answer of the server.
 *
 * <p>A server that was started again leaves as many dead connections in the pool as were open. Each
 * is used up by the request that finds it dead, so the request is sent again, at most as often as
 * the pool has connections. Retries of the SDK are not made for this: they are few, because each
 * may as well wait for a server that says nothing.
 */
final class FreshConnections implements SdkHttpClient {

  private final SdkHttpClient client;
  private final int pooled;

  /**
   * @param pooled how many connections the client keeps at most
   */
  FreshConnections(SdkHttpClient client, int pooled) {
    this.client = client;
    this.pooled = pooled;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Sent(request);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Sent implements ExecutableHttpRequest {

    private final HttpExecuteRequest request;
    private volatile ExecutableHttpRequest current;
    private volatile boolean aborted;

    Sent(HttpExecuteRequest request) {
      this.request = request;
      this.current = client.prepareRequest(request);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      for (int dead = 0; ; dead++) {
        try {
          return current.call();
        } catch (NoHttpResponseException | SocketException closed) {
          if (closed instanceof ConnectException || aborted || dead == pooled) {
            throw closed;
          }
        }
        current = client.prepareRequest(request);
      }
    }

    @Override
    public void abort() {
      aborted = true;
      current.abort();
    }
  }
}
