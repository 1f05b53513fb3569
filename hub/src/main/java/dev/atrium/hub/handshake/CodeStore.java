package dev.atrium.hub.handshake;

import dev.atrium.hub.keys.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Handshake codes, kept by their hash. */
@ApplicationScoped
@Transactional
class CodeStore {

  @Inject EntityManager database;

  /** Keeps what a code stands for, and lets go of expired ones. */
  void put(String code, IssuedCode issued, Instant now) {
    database
        .createNativeQuery("delete from handshake_code where expires_at <= :now")
        .setParameter("now", now)
        .executeUpdate();
    database
        .createNativeQuery(
            "insert into handshake_code (code_hash, project_id, person_id, hub_session,"
                + " nonce_hash, return_url, expires_at) values (:code, :project, :person,"
                + " :session, :nonce, :return, :expires)")
        .setParameter("code", Secrets.sha256(code))
        .setParameter("project", issued.project())
        .setParameter("person", issued.person())
        .setParameter("session", issued.hubSession())
        .setParameter("nonce", issued.nonceHash())
        .setParameter("return", issued.returnUrl())
        .setParameter("expires", issued.expiresAt())
        .executeUpdate();
  }

  /** Takes a code out: of two who come with the same code, one gets it, whatever they wanted. */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<IssuedCode> take(String code) {
    List<?> rows =
        database
            .createNativeQuery(
                "delete from handshake_code where code_hash = :code returning project_id,"
                    + " person_id, hub_session, nonce_hash, return_url, expires_at",
                Tuple.class)
            .setParameter("code", Secrets.sha256(code))
            .getResultList();
    return rows.stream().findFirst().map(row -> issued((Tuple) row));
  }

  private static IssuedCode issued(Tuple row) {
    return new IssuedCode(
        row.get(0, String.class),
        row.get(1, String.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, Instant.class));
  }
}
