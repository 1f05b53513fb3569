-- Secrets (session tokens, codes) are stored as SHA-256 in hex: a stolen dump opens nothing.

create table person (
  id         text primary key,
  name       text not null,
  created_at timestamptz not null
);

create table signin_code (
  code_hash  text primary key,
  person_id  text not null references person on delete cascade,
  expires_at timestamptz not null
);

create table hub_session (
  token_hash text primary key,
  person_id  text not null references person on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on hub_session (person_id);

create table project (
  id         text primary key,
  name       text not null check (char_length(name) between 1 and 60),
  template   text,
  owner_id   text not null references person,
  stored     boolean not null,
  created_at timestamptz not null,
  opened_at  timestamptz,
  trashed_at timestamptz
);

create table member (
  project_id text not null references project on delete cascade,
  person_id  text not null references person on delete cascade,
  role       text not null check (role in ('OWNER', 'EDITOR', 'VIEWER')),
  primary key (project_id, person_id)
);
create index on member (person_id);

create table handshake_code (
  code_hash   text primary key,
  project_id  text not null references project on delete cascade,
  person_id   text not null references person on delete cascade,
  hub_session text not null references hub_session on delete cascade,
  nonce_hash  text not null,
  return_url  text not null,
  expires_at  timestamptz not null
);

create table repl_session (
  id          text primary key,
  project_id  text not null references project on delete cascade,
  person_id   text not null references person on delete cascade,
  hub_session text not null references hub_session on delete cascade,
  created_at  timestamptz not null
);
create index on repl_session (project_id, person_id);
