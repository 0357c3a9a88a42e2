/// Files of the repository that are compiled into the program, so that code and file cannot drift apart.
#ifndef RAPPORT_CASSETS_H
#define RAPPORT_CASSETS_H

#include <stddef.h>

/// Some bytes that live as long as the program.
struct rapport_asset {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// How many assets there are.
size_t rapport_asset_count(void);

/// The asset at `index`, which must be below `rapport_asset_count()`.
struct rapport_asset rapport_asset_at(size_t index);

#endif
