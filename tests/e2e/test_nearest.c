// Whatever is misspelt on the command line or in a file is told with the name that is nearest.
#include "e2e/e2e.h"

static void on_the_command_line(void **state) {
    struct e2e *t = *state;
    static const struct {
        const char *words, *meant;
        int status;
    } table[] = {
        {"jalnkan", "naskah jalankan", 2},
        {"statsu", "naskah status", 2},
        {"bantuan dokte", "naskah dokter", 2},
        {"bantuan --man dta", "Mungkin maksudnya data", 2},
        {"jalankan --dry-rnu", "--dry-run", 2},
        {"periksa --profl kipp-2025", "--profil", 2},
        {"gudang cadangkn", "cadangkan", 2},
        {"profil perika", "naskah profil periksa", 2},
        {"templat perksa", "Mungkin maksudnya periksa", 2},
        {"nomor isii", "isi", 2},
        {"tindak-lanjut selesia x", "Mungkin maksudnya selesai", 2},
        {"profil periksa kipp-2052", "kipp-2022", 2},
        {"periksa --profil kipp-2052", "kipp-2022", 2},
        {"periksa --profil iga26", "iga-2026", 2},
        {"periksa --profil kipp23", "kipp-2023", 2},
        {"profil baru x-2027 --dari kip-2025", "kipp-2025", 2},
        {"tampil sk-dinke", "sk-dinkes", 2},
        {"buat sk-dinke", "sk-dinkes", 2},
        {"status sk-bapeda", "sk-bappeda", 2},
        {"tandai sk-dinke ttd", "sk-dinkes", 2},
        {"tandai sk-dinkes tdt", "mirip adalah ttd", 2},
        {"tampil -T objects lestar", "Mungkin maksudnya lestari", 2},
        {"jelaskan kipp.usai", "kipp.usia", 2},
        {"jelaskan object.atribute", "object.attribute", 2},
        {"formulir dinke", "dinkes", 2},
        {"impor input/sk.xml --instansi dinke", "dinkes", 2},
        {"tindak-lanjut --instansi 'Dinas Kesehtan'", "Dinas Kesehatan", 2},
        {"cetak --kegiatan rdr-33", "rdr-3", 2},
        {"cetak sk-dinkes --jenis keputsan", "keputusan", 2},
        {"jalankan inptu", "Mungkin maksudnya input.", 1},
        {"jalankan inptu/sk.xml", "Mungkin maksudnya input/sk.xml.", 1},
        {"periksa input/daerh.xml", "Mungkin maksudnya input/daerah.xml.", 1},
        {"periksa inptu", "Mungkin maksudnya input", 2},
        {"impor input/daerh.xml", "Mungkin maksudnya input/daerah.xml.", 1},
        {"verifikasi inptu", "Mungkin maksudnya input", 1},
        // Few words: all of them are said.
        {"jalankan -r drfa", "draf, tanda-tangan", 2},
        {"tampil -T recrod x", "objects, record, boxes", 2},
        {"status --lang ne", "--lang id atau --lang en", 2},
        {"bantuan --lengkapi bsh", "bash, zsh, fish", 2},
        {"periksa --fail-on gaalt", "catatan, peringatan, atau galat", 2},
        {"impor x --pakai tagan", "--pakai tangan", 2},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        e2e_run(t, "%s", table[i].words);
        if (t->status != table[i].status || !e2e_says(t, table[i].meant)) {
            fail_msg("naskah %s: exit %d, no %s:\n%s", table[i].words, t->status, table[i].meant, t->out);
        }
    }
}

static void in_files(void **state) {
    struct e2e *t = *state;
    static const struct {
        const char *file, *from, *to, *command, *meant;
    } table[] = {
        {"input/kegiatan.xml", "<peserta orang=\"rina\"/>", "<pesera orang=\"rina\"/>", "periksa", "peserta"},
        {"input/daerah.xml", "gelar-depan=\"H.\"", "gelar-dpan=\"H.\"", "periksa", "gelar-depan"},
        {"input/daerah.xml", "induk=\"rimba\"", "induk=\"rimbaa\"", "periksa", "rimba"},
        {"input/sk.xml", "penetap=\"dinkes/", "penetap=\"dinkse/", "periksa", "dinkes"},
        {"input/sk.xml", "ref=\"uu-23-2014\"", "ref=\"uu-23-204\"", "periksa", "uu-23-2014"},
        {"input/sk.xml", "jenis=\"keputusan\"", "jenis=\"keputsan\"", "periksa", "keputusan"},
        {"input/inovasi.xml", "bagian=\"tujuan\"", "bagian=\"tujan\"", "periksa", "tujuan"},
        {"input/inovasi.xml", "profil=\"iga\"", "profil=\"igaa\"", "periksa", "iga"},
        {"share/templates/documents/notulen.xml", "kegiatan/pembukaan", "kegiatan/pembukan", "templat periksa",
         "pembukaan"},
        {"share/templates/documents/notulen.xml", "style=\"judul-naskah\"", "style=\"judul-nasakh\"",
         "templat periksa", "judul-naskah"},
        {"share/templates/documents/notulen.xml", "keep-next", "keep-nxt", "templat periksa", "keep-next"},
        {"share/templates/documents/notulen.xml", "<section", "<sectoin", "templat periksa", "section"},
        {"share/templates/profiles/iga.xml", "jenis=\"required\"", "jenis=\"requred\"", "profil periksa iga",
         "required"},
    };
    e2e_share(t);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char *before = e2e_read(t, table[i].file);
        e2e_edit(t, table[i].file, table[i].from, table[i].to);
        e2e_run(t, "%s", table[i].command);
        if (t->status == 0 || !e2e_says(t, table[i].meant)) {
            fail_msg("%s: exit %d, no %s:\n%s", table[i].to, t->status, table[i].meant, t->out);
        }
        e2e_write(t, table[i].file, before);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(on_the_command_line, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(in_files, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("nearest names", tests, NULL, NULL);
}
