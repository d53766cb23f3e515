-- Every row names its relying party, and every key and index begins with it.

CREATE TABLE keystile_account (
    relying_party VARCHAR(64)                 NOT NULL,
    account_id    UUID                        NOT NULL,
    username      VARCHAR(64)                 NOT NULL,
    username_key  VARCHAR(64)                 NOT NULL,
    display_name  VARCHAR(64)                 NOT NULL,
    user_handle   BYTEA                       NOT NULL,
    disabled      BOOLEAN                     NOT NULL,
    -- The row to compare and set when passkeys are added or removed: it carries the limit and the last one.
    passkey_count INTEGER                     NOT NULL,
    created_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    CONSTRAINT keystile_account_pk PRIMARY KEY (relying_party, account_id),
    CONSTRAINT keystile_account_username UNIQUE (relying_party, username_key),
    CONSTRAINT keystile_account_user_handle UNIQUE (relying_party, user_handle),
    CONSTRAINT keystile_account_has_a_passkey CHECK (passkey_count > 0)
);

CREATE TABLE keystile_passkey (
    relying_party      VARCHAR(64)                 NOT NULL,
    credential_id      BYTEA                       NOT NULL,
    account_id         UUID                        NOT NULL,
    rp_id              VARCHAR(253)                NOT NULL,
    name               VARCHAR(100)                NOT NULL,
    public_key         BYTEA                       NOT NULL, -- COSE_Key
    algorithm          INTEGER                     NOT NULL, -- the key's COSE algorithm, for reports
    sign_count         BIGINT                      NOT NULL,
    uv_initialized     BOOLEAN                     NOT NULL,
    backup_eligible    BOOLEAN                     NOT NULL,
    backup_state       BOOLEAN                     NOT NULL,
    transports         TEXT                        NOT NULL, -- JSON array of texts
    aaguid             UUID                        NOT NULL,
    attestation_format VARCHAR(32)                 NOT NULL,
    model_trust        VARCHAR(16)                 NOT NULL,
    discoverability    VARCHAR(16)                 NOT NULL,
    created_at         TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    last_used_at       TIMESTAMP(3) WITH TIME ZONE,
    CONSTRAINT keystile_passkey_credential_id CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    CONSTRAINT keystile_passkey_pk PRIMARY KEY (relying_party, credential_id)
);

CREATE INDEX keystile_passkey_by_account ON keystile_passkey (relying_party, account_id);

ALTER TABLE keystile_passkey ADD CONSTRAINT keystile_passkey_account
    FOREIGN KEY (relying_party, account_id) REFERENCES keystile_account (relying_party, account_id);

-- Which ceremonies have been finished. A row may go once its ceremony has expired on every node's clock. The key begins with
-- the expiry, which is as much a part of a sealed ceremony as its id: so rows are added at one end and removed at the other.
CREATE TABLE keystile_redeemed_ceremony (
    relying_party VARCHAR(64)                 NOT NULL,
    expires_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    ceremony_id   UUID                        NOT NULL,
    CONSTRAINT keystile_redeemed_ceremony_pk PRIMARY KEY (relying_party, expires_at, ceremony_id)
);

-- AES-256 keys that seal pending ceremonies. Whoever reads them can forge ceremonies, for as long as each is in use.
CREATE TABLE keystile_ceremony_key (
    relying_party VARCHAR(64)                 NOT NULL,
    generation    INTEGER                     NOT NULL,
    secret        BYTEA                       NOT NULL,
    created_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    CONSTRAINT keystile_ceremony_key_pk PRIMARY KEY (relying_party, generation)
);

CREATE TABLE keystile_audit (
    relying_party  VARCHAR(64)                 NOT NULL,
    occurred_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    id             BIGINT GENERATED ALWAYS AS IDENTITY,
    action         VARCHAR(32)                 NOT NULL,
    account_id     UUID, -- no foreign key: the log outlives what it is about
    credential_id  BYTEA,
    refusal        VARCHAR(64), -- null: it was done
    detail         VARCHAR(500)                NOT NULL,
    client_address VARCHAR(64),
    CONSTRAINT keystile_audit_pk PRIMARY KEY (relying_party, occurred_at, id)
);
