# A region that does not exist, with as many documents as are asked for: five for each innovation (proposal, decree that
# forms its team, performance contract, minutes, invitation). Always the same for the same number.
#   awk -v dokumen=20000 -v folder=DIR -f daerah.awk
function acak(n) { benih = (benih * 16807) % 2147483647; return benih % n }
function kata(n,    s, i) {
    for (i = 0; i < n; i++) s = s (i ? " " : "") daftar[acak(jumlah_kata) + 1]
    return s
}
function kalimat(n) { return "Pelaksanaan " kata(n) "." }
function alinea(n,    s, i) {
    for (i = 0; i < n; i++) s = s (i ? " " : "") kalimat(8 + acak(12))
    return "<p>" s "</p>"
}
function jawaban(nama, n,    s, i) {
    for (i = 0; i < n; i++) s = s alinea(4)
    return "      <jawaban bagian=\"" nama "\">" s "</jawaban>\n"
}
function kepala() { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<data xmlns=\"urn:naskah:1\">\n" }
function instansi(i) { return sprintf("dinas-%03d", i) }
function daerah(    f, i, o) {
    f = folder "/daerah.xml"
    printf "%s", kepala() > f
    print "  <instansi id=\"rimba\" nama=\"Kabupaten Rimba\" jenis=\"kabupaten\" kop=\"kop-rimba\" tempat=\"Rimba Tengah\" provinsi=\"Sumatera Lestari\"/>" > f
    print "  <kop id=\"kop-rimba\" jenis=\"jabatan\"><nama>Bupati Rimba</nama><provinsi>Provinsi Sumatera Lestari</provinsi></kop>" > f
    print "  <orang id=\"bupati\" nama=\"Hendra Saputra\" gelar-belakang=\"S.E.\"><jabatan instansi=\"rimba\" nama=\"Bupati\" sejak=\"2024-02-20\" status=\"definitif\"/></orang>" > f
    for (i = 0; i < banyak_instansi; i++) {
        o = instansi(i)
        printf "  <instansi id=\"%s\" induk=\"rimba\" nama=\"Dinas Urusan %s\" jenis=\"dinas\" kop=\"kop-%s\"/>\n", o, huruf(i), o > f
        printf "  <kop id=\"kop-%s\" jenis=\"perangkat-daerah\"><baris>PEMERINTAH KABUPATEN RIMBA</baris><nama>DINAS URUSAN %s</nama><alamat>Jalan Merdeka Nomor %d, Rimba Tengah, Sumatera Lestari 00000</alamat></kop>\n", o, huruf(i), i + 1 > f
        for (k = 0; k < 6; k++) {
            printf "  <orang id=\"%s-%d\" nama=\"%s %s\" gelar-belakang=\"M.Si.\" instansi=\"%s\"><nomor-induk jenis=\"NIP\">%04d0%d1%d1996%02d100%d</nomor-induk><pangkat golongan=\"%s\" sejak=\"2020-04-01\"/><jabatan instansi=\"%s\" nama=\"%s\" sejak=\"2021-01-04\" status=\"definitif\"/></orang>\n", o, k, nama_depan[(i + k) % 8 + 1], huruf(i * 6 + k), o, 1960 + (i + k) % 40, k + 1, k + 2, k + 1, k + 1, k ? "III/c" : "IV/b", o, k ? "Analis Kebijakan" : "Kepala Dinas" > f
        }
    }
    print "</data>" > f
    close(f)
}
# A number as letters, so that names differ by words and not by figures: A, B, … Z, BA …
function huruf(n,    s) {
    do { s = substr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n % 26 + 1, 1) s; n = int(n / 26) } while (n > 0)
    return s
}
function inovasi(i,    f, o, id, nama, tanggal) {
    o = instansi(i % banyak_instansi)
    id = sprintf("%05d", i)
    nama = "Gerakan " kata(2) " " huruf(i)
    tanggal = sprintf("2025-%02d-%02d", 2 + i % 9, 3 + i % 25)
    f = folder "/" o "/inovasi-" id ".xml"
    printf "%s", kepala() > f
    printf "  <inovasi id=\"inovasi-%s\" nama=\"%s\" instansi=\"%s\" inisiator=\"OPD\" nama-inisiator=\"Dinas Urusan %s\" jenis-inovasi=\"Non Digital\" bentuk=\"Inovasi pelayanan publik\" tematik=\"Non tematik\" urusan=\"Kesehatan\">\n    <tahapan uji-coba=\"2023-02-06\" penerapan=\"2023-07-03\">Penerapan</tahapan>\n", id, nama, o, huruf(i % banyak_instansi) > f
    printf "    <usulan profil=\"iga\" tahun=\"2025\" tanggal-mulai=\"2023-07-03\" pengesah=\"%s/Kepala Dinas\" tempat=\"Rimba Tengah\" tanggal=\"%s\">\n", o, tanggal > f
    printf "%s%s%s%s%s%s%s%s", jawaban("rancang.dasar-hukum", 2), jawaban("rancang.permasalahan", 2), jawaban("rancang.isu", 2), jawaban("rancang.metode", 2), jawaban("rancang.keunggulan", 2), jawaban("rancang.tahapan", 2), jawaban("tujuan", 1), jawaban("manfaat", 1) jawaban("hasil", 1) > f
    print "    </usulan>\n  </inovasi>" > f
    printf "  <tim id=\"tim-%s\" tahun=\"2025\" instansi=\"%s\" nama=\"Tim %s\">\n", id, o, nama > f
    for (k = 0; k < 6; k++) printf "    <anggota orang=\"%s-%d\" kedudukan=\"%s\"/>\n", o, k, k == 0 ? "Ketua" : k == 1 ? "Sekretaris" : "Anggota" > f
    printf "  </tim>\n  <naskah id=\"sk-%s\" jenis=\"keputusan\" varian=\"kepala-pd\" subjek=\"tim-%s\" instansi=\"%s\" penetap=\"%s/Kepala Dinas\" tanggal=\"2025-01-10\">\n    <tentang>Tim %s Tahun 2025</tentang>\n    <menimbang>bahwa %s;</menimbang>\n    <menimbang>bahwa %s;</menimbang>\n    <mengingat ref=\"uu-23-2014\"/>\n    <diktum>Membentuk Tim %s Tahun 2025 dengan susunan sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.</diktum>\n    <diktum>Keputusan ini mulai berlaku pada tanggal ditetapkan.</diktum>\n    <lampiran jenis=\"susunan-tim\" judul=\"Susunan Tim %s Tahun 2025\" subjek=\"tim-%s\"/>\n  </naskah>\n", id, id, o, o, nama, kata(14), kata(11), nama, nama, id > f
    printf "  <kontrak id=\"kontrak-%s\" tahun=\"2025\" instansi=\"%s\" pihak-pertama=\"%s/Kepala Dinas\" pihak-kedua=\"rimba/Bupati\" tanggal=\"2025-01-20\">\n    <sasaran nama=\"Meningkatnya %s\"><indikator nama=\"Jumlah %s\" satuan=\"orang\" target=\"%d\"/></sasaran>\n    <program nama=\"Program %s\" anggaran=\"%d000000\"/>\n    <inovasi ref=\"inovasi-%s\" indikator=\"Jumlah penerima layanan\" target=\"%d orang\" waktu=\"Desember 2025\"/>\n  </kontrak>\n", id, o, o, kata(4), kata(3), 100 + acak(900), kata(3), 100 + acak(900), id, 100 + acak(900) > f
    printf "  <kegiatan id=\"rapat-%s\" jenis=\"rapat\" nama=\"Rapat %s\" instansi=\"%s\" tanggal=\"%s\" mulai=\"09:00\" selesai=\"11:30\" zona=\"WIB\" tempat=\"Ruang Rapat Dinas Urusan %s\" cara=\"luring\" pimpinan=\"%s-0\" notulis=\"%s-1\">\n    <acara>Pembahasan %s</acara>\n", id, nama, o, tanggal, huruf(i % banyak_instansi), o, o, kata(4) > f
    for (k = 0; k < 6; k++) printf "    <peserta orang=\"%s-%d\"/>\n", o, k > f
    printf "    <pembukaan>%s</pembukaan>\n", alinea(2) > f
    for (k = 0; k < 2; k++) printf "    <butir pokok=\"Perkembangan %s\" pembicara=\"%s-%d\" inovasi=\"inovasi-%s\"><pembahasan>%s</pembahasan><keputusan>Dinas %s.</keputusan></butir>\n", kata(3), o, k + 1, id, alinea(4), kata(6) > f
    printf "    <penutup>%s</penutup>\n  </kegiatan>\n", alinea(1) > f
    printf "  <naskah id=\"undangan-%s\" jenis=\"undangan\" subjek=\"rapat-%s\" instansi=\"%s\" penetap=\"%s/Kepala Dinas\" tanggal=\"2025-01-27\"/>\n</data>\n", id, id, o, o > f
    close(f)
}
BEGIN {
    benih = 20250817
    banyak_instansi = 100
    jumlah_kata = split("layanan masyarakat desa kader posyandu obat lansia keluarga sekolah guru murid kelas bacaan buku pupuk petani panen pasar harga beras nelayan perahu ikan sungai banjir saluran sampah bank warga dusun kecamatan jalan jembatan lampu listrik air bersih sumur sanitasi rumah layak huni data penduduk kartu akta kelahiran pindah daftar antre loket cepat mudah murah pasti ramah terbuka jujur tanggap laporan keluhan jawaban tindak lanjut catatan bulanan mingguan harian petugas jadwal giliran kunjungan pemeriksaan gizi balita ibu hamil remaja pemuda usaha kecil modal latihan kerja magang produk kemasan izin pajak retribusi aset arsip surat persuratan rapat sidang naskah rencana anggaran program kegiatan sasaran indikator capaian target hasil manfaat dampak mutu ukuran penilaian pemantauan evaluasi perbaikan pembinaan pendampingan penyuluhan penggerak relawan gotong royong adat budaya wisata kebun kopi jeruk hutan bibit tanam benih ternak kandang susu telur pakan embung irigasi cuaca angin hujan kering tangguh siaga bencana posko logistik", daftar, " ")
    split("Lestari Surya Rina Hendra Dewi Bagus Putri Joko", nama_depan, " ")
    for (i = 0; i < banyak_instansi; i++) perintah = perintah " '" folder "/" instansi(i) "'"
    system("mkdir -p" perintah)
    daerah()
    for (i = 0; i < dokumen / 5; i++) inovasi(i)
}
