-- The namespace that a project is bound to; those made so far are in the laptop's.
alter table project add column namespace text not null default 'local';
alter table project alter column namespace drop default;
