package dev.atrium.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot work are refused before anything is installed, and the message names them. */
class RefusedValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hubb.host=x | hubb",
        "hub.hots=x | hots",
        "hub.host=Atrium.Example.com | /hub/host",
        "hub.host=https://atrium.example.com | /hub/host",
        "ideDomain=*.ide.example.com | /ideDomain",
        "scheme=ftp | /scheme",
        "port=70000 | /port",
        "image.tag=a b | /image/tag",
        "image.pullPolicy=Sometimes | /image/pullPolicy",
        "hub.image.digest=sha256:abc | /hub/image/digest",
        "hub.resources.limits.memory=1GB | /hub/resources/limits/memory",
        "operator.replicas=0 | /operator/replicas",
        "watchNamespaces[0]=Team_A | /watchNamespaces/0",
        "postgresql.url=jdbc:postgresql://me:secret@db/atrium | /postgresql/url",
        "s3.endpoint=s3.example.com | /s3/endpoint",
        "s3.bucket=My_Bucket | /s3/bucket",
        "s3.persistence.size=lots | /s3/persistence/size",
        "hub.settings.hub=1 | /hub/settings",
      })
  void bySchema(String value, String message) {
    isRefused(value, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appDomain=app.ide.localhost | ideDomain (ide.localhost) and appDomain (app.ide.localhost)",
        "hub.host=ide.localhost | must be different and neither below the other",
        "tls.secretName=wildcard | tls.secretName needs scheme: https",
        "postgresql.bundled=false | postgresql.url is needed",
        "postgresql.bundled=false;postgresql.url=jdbc:postgresql://db/a | postgresql.existingSecret is needed",
        "postgresql.url=jdbc:postgresql://db/atrium | set postgresql.bundled: false",
        "s3.bundled=false | s3.endpoint is needed",
        "s3.bundled=false;s3.endpoint=https://s3.example.com | s3.existingSecret is needed",
        "s3.endpoint=https://s3.example.com | set s3.bundled: false",
        "watchNamespaces[0]=team-a | watchNamespaces must name atrium-repls too",
        "replNamespace.name=atrium | set replNamespace.create: false",
      })
  void byWhatContradictsEachOther(String values, String message) {
    isRefused(values, message);
  }

  private static void isRefused(String values, String message) {
    Map<String, String> set = new LinkedHashMap<>();
    for (String value : values.split(";")) {
      int equals = value.indexOf('=');
      set.put(value.substring(0, equals), value.substring(equals + 1));
    }
    assertThatThrownBy(() -> Rendered.with(set)).hasMessageContaining(message);
  }
}
