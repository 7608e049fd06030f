-- seed_id('case', 7) is the id of the seventh case, in every statement; later ones sort behind earlier ones, as those of the
-- product do.
create function seed_id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
    select overlay(overlay(overlay(md5(kind || n) placing lpad(to_hex(1700000000000 + n), 12, '0') from 1) placing '7' from 13) placing '8' from 17)::uuid
$$;
