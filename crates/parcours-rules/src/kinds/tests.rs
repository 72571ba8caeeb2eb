//! Every kind read from what pages and hosts give. Forms of these tests are written here, not loaded.
