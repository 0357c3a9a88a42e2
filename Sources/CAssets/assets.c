#include "CAssets.h"

// #embed is C23; the Swift toolchain's clang has it and tracks the files as dependencies.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char migration_001[] = {
#embed "../../schemas/001_initial.sql"
};

static const unsigned char migration_002[] = {
#embed "../../schemas/002_answers.sql"
};

static const unsigned char migration_003[] = {
#embed "../../schemas/003_care.sql"
};

static const unsigned char migration_004[] = {
#embed "../../schemas/004_profiles.sql"
};

static const unsigned char migration_005[] = {
#embed "../../schemas/005_profile_vectors.sql"
};

static const unsigned char migration_006[] = {
#embed "../../schemas/006_feedback.sql"
};

static const unsigned char migration_007[] = {
#embed "../../schemas/007_analysis.sql"
};

static const unsigned char migration_008[] = {
#embed "../../schemas/008_wordings.sql"
};

static const unsigned char migration_009[] = {
#embed "../../schemas/009_engines.sql"
};

static const unsigned char migration_010[] = {
#embed "../../schemas/010_jobs.sql"
};

static const unsigned char migration_011[] = {
#embed "../../schemas/011_feedback_keys.sql"
};

static const unsigned char migration_012[] = {
#embed "../../schemas/012_embed_workers.sql"
};

static const unsigned char cluster_names_reply_schema[] = {
#embed "../../schemas/cluster-names-reply.schema.json"
};

static const unsigned char profile_reply_schema[] = {
#embed "../../schemas/profile-reply.schema.json"
};

static const unsigned char profile_schema[] = {
#embed "../../schemas/profile.schema.json"
};

static const unsigned char wording_reply_schema[] = {
#embed "../../schemas/wording-reply.schema.json"
};

static const unsigned char page_analyst_js[] = {
#embed "../RapportServer/Page/analyst.js"
};

static const unsigned char page_api_js[] = {
#embed "../RapportServer/Page/api.js"
};

static const unsigned char page_chat_js[] = {
#embed "../RapportServer/Page/chat.js"
};

static const unsigned char page_dom_js[] = {
#embed "../RapportServer/Page/dom.js"
};

static const unsigned char page_fan_js[] = {
#embed "../RapportServer/Page/fan.js"
};

static const unsigned char page_fans_js[] = {
#embed "../RapportServer/Page/fans.js"
};

static const unsigned char page_index_html[] = {
#embed "../RapportServer/Page/index.html"
};

static const unsigned char page_jobs_js[] = {
#embed "../RapportServer/Page/jobs.js"
};

static const unsigned char page_markdown_js[] = {
#embed "../RapportServer/Page/markdown.js"
};

static const unsigned char page_operator_js[] = {
#embed "../RapportServer/Page/operator.js"
};

static const unsigned char page_page_js[] = {
#embed "../RapportServer/Page/page.js"
};

static const unsigned char page_plot_js[] = {
#embed "../RapportServer/Page/plot.js"
};

static const unsigned char page_style_css[] = {
#embed "../RapportServer/Page/style.css"
};

static const struct rapport_asset assets[] = {
    {"page/analyst.js", page_analyst_js, sizeof page_analyst_js},
    {"page/api.js", page_api_js, sizeof page_api_js},
    {"page/chat.js", page_chat_js, sizeof page_chat_js},
    {"page/dom.js", page_dom_js, sizeof page_dom_js},
    {"page/fan.js", page_fan_js, sizeof page_fan_js},
    {"page/fans.js", page_fans_js, sizeof page_fans_js},
    {"page/index.html", page_index_html, sizeof page_index_html},
    {"page/jobs.js", page_jobs_js, sizeof page_jobs_js},
    {"page/markdown.js", page_markdown_js, sizeof page_markdown_js},
    {"page/operator.js", page_operator_js, sizeof page_operator_js},
    {"page/page.js", page_page_js, sizeof page_page_js},
    {"page/plot.js", page_plot_js, sizeof page_plot_js},
    {"page/style.css", page_style_css, sizeof page_style_css},
    {"schemas/001_initial.sql", migration_001, sizeof migration_001},
    {"schemas/002_answers.sql", migration_002, sizeof migration_002},
    {"schemas/003_care.sql", migration_003, sizeof migration_003},
    {"schemas/004_profiles.sql", migration_004, sizeof migration_004},
    {"schemas/005_profile_vectors.sql", migration_005, sizeof migration_005},
    {"schemas/006_feedback.sql", migration_006, sizeof migration_006},
    {"schemas/007_analysis.sql", migration_007, sizeof migration_007},
    {"schemas/008_wordings.sql", migration_008, sizeof migration_008},
    {"schemas/009_engines.sql", migration_009, sizeof migration_009},
    {"schemas/010_jobs.sql", migration_010, sizeof migration_010},
    {"schemas/011_feedback_keys.sql", migration_011, sizeof migration_011},
    {"schemas/012_embed_workers.sql", migration_012, sizeof migration_012},
    {"schemas/cluster-names-reply.schema.json", cluster_names_reply_schema, sizeof cluster_names_reply_schema},
    {"schemas/profile-reply.schema.json", profile_reply_schema, sizeof profile_reply_schema},
    {"schemas/profile.schema.json", profile_schema, sizeof profile_schema},
    {"schemas/wording-reply.schema.json", wording_reply_schema, sizeof wording_reply_schema},
};

size_t rapport_asset_count(void) { return sizeof assets / sizeof assets[0]; }

struct rapport_asset rapport_asset_at(size_t index) { return assets[index]; }
