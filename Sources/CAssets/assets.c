#include "CAssets.h"

// #embed is C23; the Swift toolchain's clang has it and tracks the files as dependencies.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char migration_001[] = {
#embed "../../schemas/001_initial.sql"
};

static const struct rapport_asset assets[] = {
    {"schemas/001_initial.sql", migration_001, sizeof migration_001},
};

size_t rapport_asset_count(void) { return sizeof assets / sizeof assets[0]; }

struct rapport_asset rapport_asset_at(size_t index) { return assets[index]; }
