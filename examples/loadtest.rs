fn main() {
    let p = std::env::args().nth(1).unwrap();
    let l = landbridge::load::load_path(std::path::Path::new(&p)).unwrap();
    print!("{}", landbridge::diagnostics::render::render_all(&l.diagnostics, &l.files, false));
    println!("{}", l.network.is_some());
}
