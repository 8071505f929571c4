//! Result records shared by terminal, JSON, site and bindings. The stable contract.
