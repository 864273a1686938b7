create table if not exists payment (customer varchar(80), amount decimal(20, 2), currency char(3));
